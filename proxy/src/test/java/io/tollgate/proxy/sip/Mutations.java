package io.tollgate.proxy.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Makes messages that are nearly right out of right ones, and out of what RFCs torment with. */
public final class Mutations {
  /** What means something somewhere in a message. */
  private static final List<String> WORDS =
      List.of(
          "\r\n",
          "\r",
          "\n",
          "\r\n\r\n",
          "\r\n ",
          ":",
          ";",
          ",",
          "\"",
          "\\",
          "<",
          ">",
          "@",
          "%00",
          "=",
          "[",
          "]",
          "?",
          " ",
          "\t",
          "\0",
          "\u00ff",
          "-1",
          "4294967296",
          "99999999999999999999",
          "SIP/2.0",
          "sip:",
          "tel:",
          "Via: ",
          "v:",
          "Content-Length: 1\r\n",
          "l: 70000\r\n",
          "To: <sip:a@b>;tag=\r\n",
          ";tag=",
          ";branch=z9hG4bK",
          ";rport",
          ";received=1.2.3.4",
          "CSeq: 0 ACK\r\n",
          "Max-Forwards: -1\r\n",
          "Contact: *\r\n",
          "Require: x\r\n",
          "Route: <sip:[::1>\r\n",
          "Record-Route: <sip:a;lr>,\r\n",
          "Accept:\r\n",
          "ACK ",
          "INVITE ");

  private static final List<byte[]> TORTURE = torture();

  private final Random random;
  private final List<byte[]> seeds;

  /**
   * A source of messages.
   *
   * @param right messages to start from, beside the torture messages
   */
  public Mutations(long seed, List<byte[]> right) {
    this.random = new Random(seed);
    this.seeds = new ArrayList<>(right);
    this.seeds.addAll(right); // as often as the others, which are more
    this.seeds.addAll(TORTURE);
  }

  /** Starts from requests that open and end a call. */
  public static Mutations ofRequests(long seed) {
    return new Mutations(seed, requests());
  }

  /** Two INVITEs, one with a Route, and a CANCEL. */
  static List<byte[]> requests() {
    return List.of(
        bytes(TestCaller.invite()),
        bytes(TestCaller.invite("z9hG4bKb", "+12125550100", "Route: <sip:a;lr>\n", "")),
        bytes(TestCaller.cancel()));
  }

  /** A message's bytes, whichever way its lines end. */
  static byte[] bytes(String message) {
    return message.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> torture() {
    List<byte[]> messages = new ArrayList<>();
    for (String rfc : List.of("rfc4475", "rfc5118")) {
      try (Stream<Path> files =
          Files.list(Path.of(Mutations.class.getResource("/torture/" + rfc).toURI()))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".dat")).sorted().toList()) {
          messages.add(Files.readAllBytes(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (URISyntaxException e) {
        throw new AssertionError(e);
      }
    }
    return messages;
  }

  /** The next message: a right one with up to eight things wrong with it, sometimes none. */
  public byte[] next() {
    byte[] message = pick(seeds);
    for (int i = random.nextInt(9); i > 0 && message.length > 0; i--) {
      message = mutate(message);
    }
    return message;
  }

  private byte[] mutate(byte[] message) {
    int from = random.nextInt(message.length);
    int to = Math.min(message.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
    return switch (random.nextInt(7)) {
      case 0 -> {
        byte[] flipped = message.clone();
        flipped[from] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> joined(message, from, pick(WORDS).getBytes(StandardCharsets.ISO_8859_1), from);
      case 2 -> joined(message, from, pick(WORDS).getBytes(StandardCharsets.ISO_8859_1), to);
      case 3 -> joined(message, from, new byte[0], to);
      case 4 -> joined(message, to, Arrays.copyOfRange(message, from, to), to);
      case 5 -> Arrays.copyOf(message, from);
      default -> {
        byte[] other = pick(seeds);
        int start = random.nextInt(other.length);
        yield joined(
            message,
            from,
            Arrays.copyOfRange(other, start, Math.min(other.length, start + to - from)),
            random.nextBoolean() ? to : from);
      }
    };
  }

  private <T> T pick(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** The message up to {@code start}, the middle, the message from {@code end}. */
  private static byte[] joined(byte[] message, int start, byte[] middle, int end) {
    byte[] joined = new byte[start + middle.length + message.length - end];
    System.arraycopy(message, 0, joined, 0, start);
    System.arraycopy(middle, 0, joined, start, middle.length);
    System.arraycopy(message, end, joined, start + middle.length, message.length - end);
    return joined;
  }
}
