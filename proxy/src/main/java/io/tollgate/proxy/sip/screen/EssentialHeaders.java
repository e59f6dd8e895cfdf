package io.tollgate.proxy.sip.screen;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.ProxyRequire;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Require;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import java.util.Set;

/** The headers that a message must have right: the edge works with them. */
final class EssentialHeaders {
  private static final Set<Class<?>> CLASSES =
      Set.of(
          RequestLine.class,
          StatusLine.class,
          Via.class,
          From.class,
          To.class,
          CallID.class,
          CSeq.class,
          ContentLength.class,
          MaxForwards.class,
          ProxyRequire.class,
          Require.class,
          Contact.class,
          RecordRoute.class);

  private EssentialHeaders() {}

  static boolean contains(Class<?> headerClass) {
    return CLASSES.contains(headerClass);
  }
}
