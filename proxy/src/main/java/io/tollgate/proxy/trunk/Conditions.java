package io.tollgate.proxy.trunk;

import java.util.StringJoiner;

/**
 * What a request from an address block has to show to be a certain trunk's. What is empty may be
 * anything.
 *
 * @param certificate a name in the client's certificate
 * @param narrowing what the socket knows
 * @param fromDomain the host of From
 * @param calledPrefix what the called number starts with
 */
record Conditions(String certificate, Narrowing narrowing, String fromDomain, String calledPrefix) {

  /** Whether some request could show both. */
  boolean areCompatibleWith(Conditions other) {
    return areCompatible(certificate, other.certificate)
        && areCompatible(fromDomain, other.fromDomain)
        && (calledPrefix.startsWith(other.calledPrefix)
            || other.calledPrefix.startsWith(calledPrefix))
        && narrowing.isCompatibleWith(other.narrowing);
  }

  private static boolean areCompatible(String one, String other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /** Whether every request that shows these shows the others, too. */
  boolean imply(Conditions other) {
    return (other.certificate.isEmpty() || other.certificate.equals(certificate))
        && (other.fromDomain.isEmpty() || other.fromDomain.equals(fromDomain))
        && calledPrefix.startsWith(other.calledPrefix)
        && narrowing.implies(other.narrowing);
  }

  /** In words for errors; empty where anything will do. */
  @Override
  public String toString() {
    StringJoiner words = new StringJoiner(", ");
    if (!certificate.isEmpty()) {
      words.add("certificate " + certificate);
    }
    if (narrowing.weight() > 0) {
      words.add(narrowing.toString());
    }
    if (!fromDomain.isEmpty()) {
      words.add("From domain " + fromDomain);
    }
    if (!calledPrefix.isEmpty()) {
      words.add("called prefix " + calledPrefix);
    }
    return words.toString();
  }
}
