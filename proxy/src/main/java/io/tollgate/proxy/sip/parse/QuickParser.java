package io.tollgate.proxy.sip.parse;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.AddressParametersHeader;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.List;
import javax.sip.InvalidArgumentException;
import javax.sip.message.Request;

/**
 * JAIN-SIP's parser with a shorter way for the first line and for the headers that every message
 * has, where they are written as nearly everybody writes them. All else goes JAIN-SIP's way, and
 * what goes the short way comes out as it would there: so this parser accepts, refuses and
 * understands exactly what JAIN-SIP's does.
 *
 * <p>JAIN-SIP makes a lexer, a table of tokens and, by reflection, a parser for each header.
 *
 * <p>Not for several threads: a stack has its own.
 */
final class QuickParser extends StringMsgParser {
  private static final String VERSION = "SIP/2.0";
  private static final int STATUS_DIGITS = 3;
  private static final int MAX_FORWARDS_DIGITS = 3;
  private static final int LENGTH_DIGITS = 9;
  private static final int SEQUENCE_DIGITS = 9;

  /** As JAIN-SIP spells them, so that they can be told apart by identity, as it does. */
  private static final List<String> METHODS =
      List.of(
          Request.INVITE,
          Request.ACK,
          Request.BYE,
          Request.CANCEL,
          Request.OPTIONS,
          Request.REGISTER);

  private final Line line = new Line();

  @Override
  protected SIPMessage processFirstLine(
      String firstLine, ParseExceptionListener listener, byte[] message) throws ParseException {
    if (firstLine.startsWith(VERSION)) {
      StatusLine status = new StatusLine();
      if (isRead(firstLine, status)) {
        SIPResponse response = new SIPResponse();
        response.setStatusLine(status);
        return response;
      }
    } else {
      RequestLine requestLine = new RequestLine();
      if (isRead(firstLine, requestLine)) {
        SIPRequest request = new SIPRequest();
        request.setRequestLine(requestLine);
        return request;
      }
    }
    return super.processFirstLine(firstLine, listener, message);
  }

  /** Whether a status line was plain, and is read. */
  boolean isRead(String firstLine, StatusLine status) {
    line.start(firstLine);
    if (!line.reads("SIP/2.0 ")) {
      return false;
    }
    int code = line.number(STATUS_DIGITS);
    if (code == Line.NO_NUMBER || !line.reads(' ')) {
      return false;
    }
    status.setStatusCode(code);
    status.setReasonPhrase(line.rest().trim());
    return true;
  }

  /** Whether a request line was plain, and is read. */
  boolean isRead(String firstLine, RequestLine requestLine) {
    line.start(firstLine);
    String method = method();
    if (method.isEmpty() || !line.reads(' ')) {
      return false;
    }
    SipUri uri = new SipUri();
    if (!PlainAddress.uri(line, uri) || !line.reads(' ') || !line.reads(VERSION) || !line.atEnd()) {
      return false;
    }
    requestLine.setMethod(method);
    requestLine.setUri(uri);
    return true;
  }

  /** Reads a method; none where it is not one of those that are called for. */
  private String method() {
    for (String method : METHODS) {
      if (line.reads(method)) {
        return method;
      }
    }
    return "";
  }

  @Override
  protected void processHeader(
      String header, SIPMessage message, ParseExceptionListener listener, byte[] whole)
      throws ParseException {
    if (header == null || !isRead(header, message)) {
      super.processHeader(header, message, listener, whole);
    }
  }

  /** Whether a header field was plain, and is part of the message now. */
  boolean isRead(String header, SIPMessage message) throws ParseException {
    line.start(header);
    if (line.reads("Via:")) {
      return via(message);
    }
    if (line.reads("From:")) {
      return address(new From(), message);
    }
    if (line.reads("To:")) {
      return address(new To(), message);
    }
    if (line.reads("Call-ID:")) {
      return callId(message);
    }
    if (line.reads("CSeq:")) {
      return sequence(message);
    }
    if (line.reads("Contact:")) {
      return contact(message);
    }
    if (line.reads("Max-Forwards:")) {
      return maxForwards(message);
    }
    return line.reads("Content-Length:") && contentLength(message);
  }

  private static boolean attach(SIPHeader header, SIPMessage message) throws ParseException {
    message.attachHeader(header, false);
    return true;
  }

  private boolean via(SIPMessage message) throws ParseException {
    line.blanks();
    Via via = new Via();
    if (!PlainVia.read(line, via)) {
      return false;
    }
    ViaList list = new ViaList();
    list.add(via);
    return attach(list, message);
  }

  private boolean address(AddressParametersHeader header, SIPMessage message)
      throws ParseException {
    line.blanks();
    return PlainAddress.header(line, header) && attach(header, message);
  }

  private boolean contact(SIPMessage message) throws ParseException {
    line.blanks();
    Contact contact = new Contact();
    if (!PlainAddress.header(line, contact)) {
      return false;
    }
    ContactList list = new ContactList();
    list.add(contact);
    return attach(list, message);
  }

  private boolean callId(SIPMessage message) throws ParseException {
    line.blanks();
    if (line.atEnd()) {
      return false;
    }
    CallID callId = new CallID();
    callId.setCallId(line.rest().trim());
    return attach(callId, message);
  }

  private boolean sequence(SIPMessage message) throws ParseException {
    line.blanks();
    int number = line.number(SEQUENCE_DIGITS);
    if (number == Line.NO_NUMBER || !line.reads(' ')) {
      return false;
    }
    String method = method();
    if (method.isEmpty() || !line.atEnd()) {
      return false;
    }
    CSeq sequence = new CSeq();
    try {
      sequence.setSeqNumber(number);
    } catch (InvalidArgumentException e) {
      return false;
    }
    sequence.setMethod(method);
    return attach(sequence, message);
  }

  private boolean maxForwards(SIPMessage message) throws ParseException {
    line.blanks();
    int hops = line.number(MAX_FORWARDS_DIGITS);
    if (hops == Line.NO_NUMBER || !line.atEnd()) {
      return false;
    }
    MaxForwards header = new MaxForwards();
    try {
      header.setMaxForwards(hops);
    } catch (InvalidArgumentException e) {
      return false;
    }
    return attach(header, message);
  }

  private boolean contentLength(SIPMessage message) throws ParseException {
    line.blanks();
    int length = line.number(LENGTH_DIGITS);
    if (length == Line.NO_NUMBER || !line.atEnd()) {
      return false;
    }
    ContentLength header = new ContentLength();
    try {
      header.setContentLength(length);
    } catch (InvalidArgumentException e) {
      return false;
    }
    return attach(header, message);
  }
}
