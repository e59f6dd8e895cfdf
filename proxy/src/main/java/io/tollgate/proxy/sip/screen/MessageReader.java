package io.tollgate.proxy.sip.screen;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import io.tollgate.proxy.sip.header.Bodies;
import io.tollgate.proxy.sip.header.Messages;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.observe.SipObserver.Malformed;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.sip.transport.LoopStack;
import io.tollgate.proxy.sip.transport.Unframeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads messages out of bytes: {@link MessageScreen} looks at them first, JAIN-SIP parses them
 * then. What cannot be read is counted, and answered where it is a request of somebody we know.
 *
 * <p>Confined to its loop.
 */
public final class MessageReader {
  private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);

  /** The shortest thing that could be a message: shorter ones are keep-alives or noise. */
  private static final int SHORTEST_MESSAGE = 32;

  private static final int LAST_PORT = 65_535;

  private final MessageParser parser;
  private final MessageScreen screen;
  private final Supplier<String> tags;
  private final Predicate<InetAddress> known;
  private final SipObserver wire;
  private final String edgeName;

  /**
   * A reader.
   *
   * @param known whether some list, gateway or PoP names an address; others are strangers
   * @param edgeName the agent in Warning headers; a host name or token
   * @param tags makes tags for To
   */
  public MessageReader(
      LoopStack stack,
      MessageLimits limits,
      Predicate<InetAddress> known,
      SipObserver wire,
      String edgeName,
      Supplier<String> tags) {
    this.parser = stack.getMessageParserFactory().createMessageParser(stack);
    this.screen = new MessageScreen(limits);
    this.tags = tags;
    this.known = known;
    this.wire = wire;
    this.edgeName = edgeName;
  }

  /** The parser, for warming it up. */
  public MessageParser parser() {
    return parser;
  }

  /** Whether the message that was read last is of SIP 2.0; JAIN-SIP takes any version for that. */
  public boolean speaksSip2() {
    return screen.speaksSip2();
  }

  /**
   * The message, with its body and with where it came from; nothing where it was none, or a broken
   * one.
   */
  public Optional<SIPMessage> read(byte[] bytes, InetSocketAddress source, ListeningPoint point) {
    if (bytes.length < SHORTEST_MESSAGE) {
      if (!isKeepAlive(bytes)) {
        wire.malformed(Malformed.NOT_SIP);
      }
      return Optional.empty();
    }
    Screening verdict = screen.look(bytes);
    if (verdict == Screening.FINE) {
      try {
        SIPMessage message = parsed(bytes, source);
        if (!(message instanceof SIPRequest request) || namesOneMethod(request)) {
          return Optional.of(message);
        }
        verdict = Screening.METHODS_DIFFER;
      } catch (ParseException e) {
        verdict = Screening.UNREADABLE;
      }
    }
    refuse(bytes, source, point, verdict);
    return Optional.empty();
  }

  private static boolean namesOneMethod(SIPRequest request) {
    return request.getMethod().equals(request.getCSeq().getMethod());
  }

  private SIPMessage parsed(byte[] bytes, InetSocketAddress source) throws ParseException {
    SIPMessage message = parse(bytes);
    if (message == null || !isComplete(message)) {
      throw new ParseException("a header is empty", 0);
    }
    Bodies.attach(message, bytes, screen.bodyStart(), screen.bodyLength());
    message.setPeerPacketSourceAddress(source.getAddress());
    message.setPeerPacketSourcePort(source.getPort());
    if (message instanceof SIPRequest) {
      markSource(message.getTopmostVia(), source);
    }
    return message;
  }

  /** What JAIN-SIP's parser trips over is as malformed as what it refuses. */
  private SIPMessage parse(byte[] message) throws ParseException {
    try {
      return parser.parseSIPMessage(message, false, false, STRICT);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.debug("the parser failed", e);
      throw new ParseException("the parser failed: " + e.getMessage(), 0);
    }
  }

  /** Refuses to read past errors in the headers that everything hangs on; keeps others as text. */
  private static final ParseExceptionListener STRICT =
      (error, message, headerClass, header, text) -> {
        if (headerClass == null || EssentialHeaders.contains(headerClass) || message == null) {
          throw error;
        }
        message.addUnparsed(header);
      };

  private static boolean isKeepAlive(byte[] message) {
    for (byte b : message) {
      if (b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  private static boolean isComplete(SIPMessage message) {
    return message.getTopmostVia() != null
        && message.getFrom() != null
        && message.getTo() != null
        && message.getCallId() != null
        && message.getCSeq() != null;
  }

  /** Writes where a request came from into its Via (RFC 3261 §18.2.1, RFC 3581 §4). */
  private static void markSource(Via via, InetSocketAddress source) throws ParseException {
    if (via.getPort() > LAST_PORT) {
      throw new ParseException("port " + via.getPort() + " in Via", 0);
    }
    String address = Messages.host(source.getAddress());
    boolean rport = via.hasParameter(Via.RPORT);
    if (rport) {
      via.setParameter(Via.RPORT, Integer.toString(source.getPort()));
    }
    if (rport || !address.equals(via.getHost())) {
      via.setParameter(Via.RECEIVED, address);
    }
  }

  /**
   * Something that came over a connection and does not say where it ends (RFC 3261 §18.3), or ends
   * too far away.
   */
  public void refuse(Unframeable what, InetSocketAddress source, ListeningPoint point) {
    refuse(
        what.head(),
        source,
        point,
        switch (what.why()) {
          case NO_LENGTH -> Screening.CONTENT_LENGTH;
          case HEAD_TOO_LARGE -> Screening.HEAD_TOO_LARGE;
          case BODY_TOO_LARGE -> Screening.BODY_TOO_LARGE;
        });
  }

  /** Counts what is no message, and answers it where somebody may wait for that. */
  private void refuse(
      byte[] message, InetSocketAddress source, ListeningPoint point, Screening verdict) {
    wire.malformed(verdict.reason());
    if (known.test(source.getAddress()) || startsWith(message, "INVITE ")) {
      MalformedAnswer.to(message, verdict, edgeName, tags.get())
          .ifPresent(answer -> point.channelTo(source).send(answer));
    }
  }

  private static boolean startsWith(byte[] message, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (message[i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
