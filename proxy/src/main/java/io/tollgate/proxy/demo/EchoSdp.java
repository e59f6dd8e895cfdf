package io.tollgate.proxy.demo;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The session descriptions of one call on the demonstration carrier's side (RFC 3264): one audio
 * stream over plain RTP with PCMU, PCMA and telephone-event, as far as the other side has them.
 * Confined to the carrier's thread.
 */
final class EchoSdp {
  private static final Pattern MEDIA =
      Pattern.compile("m=(\\S+) (\\d+)(?:/\\d+)? (\\S+)((?: \\S+)+)");
  private static final Pattern EVENTS =
      Pattern.compile("a=rtpmap:(\\d+) telephone-event/8000.*", Pattern.CASE_INSENSITIVE);

  private final InetSocketAddress media;
  private final long session;
  private int version;

  /**
   * Describes a call's media.
   *
   * @param media where its RTP is taken
   * @param session the number of the call in {@code o=}
   */
  EchoSdp(InetSocketAddress media, long session) {
    this.media = media;
    this.session = session;
  }

  /** What we would like, for an INVITE that came without an offer. */
  String offer() {
    return head() + audio(List.of("0", "8"), "101", "sendrecv");
  }

  /**
   * The answer to an offer.
   *
   * @return empty where no stream of the offer can be taken
   */
  Optional<String> answer(String offer) {
    List<List<String>> sections = sections(offer);
    List<String> streams = new ArrayList<>();
    boolean taken = false;
    for (List<String> section : sections.subList(1, sections.size())) {
      Optional<String> stream = taken ? Optional.empty() : accept(section, sections.getFirst());
      taken |= stream.isPresent();
      streams.add(stream.orElseGet(() -> refuse(section.getFirst())));
    }
    return taken ? Optional.of(head() + String.join("", streams)) : Optional.empty();
  }

  /** The session's own lines first, then each stream's. */
  private static List<List<String>> sections(String sdp) {
    List<List<String>> sections = new ArrayList<>();
    sections.add(new ArrayList<>());
    for (String line : sdp.split("\r?\n")) {
      if (line.startsWith("m=")) {
        sections.add(new ArrayList<>());
      }
      sections.getLast().add(line);
    }
    return sections;
  }

  private Optional<String> accept(List<String> stream, List<String> session) {
    Matcher media = MEDIA.matcher(stream.getFirst());
    if (!media.matches()
        || !media.group(1).equals("audio")
        || media.group(2).equals("0")
        || !media.group(3).equals("RTP/AVP")) {
      return Optional.empty();
    }
    List<String> formats = Arrays.asList(media.group(4).strip().split(" "));
    List<String> codecs = formats.stream().filter(f -> f.equals("0") || f.equals("8")).toList();
    String events =
        stream.stream()
            .map(EVENTS::matcher)
            .filter(Matcher::matches)
            .map(event -> event.group(1))
            .filter(formats::contains)
            .findFirst()
            .orElse("");
    return codecs.isEmpty()
        ? Optional.empty()
        : Optional.of(audio(codecs, events, directionTowards(stream, session)));
  }

  /** RFC 3264 §6.1: what the other side only sends we only receive, and the other way. */
  private static String directionTowards(List<String> stream, List<String> session) {
    for (List<String> lines : List.of(stream, session)) {
      for (String line : lines) {
        switch (line.strip()) {
          case "a=sendonly" -> {
            return "recvonly";
          }
          case "a=recvonly" -> {
            return "sendonly";
          }
          case "a=inactive" -> {
            return "inactive";
          }
          case "a=sendrecv" -> {
            return "sendrecv";
          }
          default -> {}
        }
      }
    }
    return "sendrecv";
  }

  /** RFC 3264 §6: a stream that is not taken stays in its place with port 0. */
  private static String refuse(String line) {
    Matcher media = MEDIA.matcher(line);
    return media.matches()
        ? "m=%s 0 %s%s\r\n".formatted(media.group(1), media.group(3), media.group(4))
        : "m=audio 0 RTP/AVP 0\r\n";
  }

  private String head() {
    version++;
    String family = media.getAddress() instanceof Inet6Address ? "IP6" : "IP4";
    String host = media.getAddress().getHostAddress();
    return "v=0\r\no=demo %d %d IN %s %s\r\ns=-\r\nc=IN %s %s\r\nt=0 0\r\n"
        .formatted(session, version, family, host, family, host);
  }

  private String audio(List<String> codecs, String events, String direction) {
    StringBuilder sdp = new StringBuilder("m=audio ").append(media.getPort()).append(" RTP/AVP");
    codecs.forEach(codec -> sdp.append(' ').append(codec));
    if (!events.isEmpty()) {
      sdp.append(' ').append(events);
    }
    sdp.append("\r\n");
    for (String codec : codecs) {
      String name = codec.equals("0") ? "PCMU" : "PCMA";
      sdp.append("a=rtpmap:").append(codec).append(' ').append(name).append("/8000\r\n");
    }
    if (!events.isEmpty()) {
      sdp.append("a=rtpmap:").append(events).append(" telephone-event/8000\r\n");
      sdp.append("a=fmtp:").append(events).append(" 0-15\r\n");
    }
    return sdp.append("a=ptime:20\r\na=").append(direction).append("\r\n").toString();
  }
}
