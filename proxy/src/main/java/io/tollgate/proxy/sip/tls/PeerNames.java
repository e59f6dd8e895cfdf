package io.tollgate.proxy.sip.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Whom a certificate speaks for (RFC 5922 §7). Pure functions. */
public final class PeerNames {
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int ADDRESS = 7;

  private PeerNames() {}

  /**
   * The SIP domains, hosts and addresses in a certificate, in lower case: those of its {@code sip:}
   * URIs where it has any, else its DNS names; its addresses in any case; the common name where it
   * has no alternative names at all (RFC 5922 §7.1).
   */
  public static List<String> of(X509Certificate certificate) {
    Collection<List<?>> alternatives;
    try {
      alternatives = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      return List.of(); // it speaks for nobody
    }
    if (alternatives == null || alternatives.isEmpty()) {
      return commonName(certificate);
    }
    List<String> domains = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    for (List<?> alternative : alternatives) {
      int kind = (Integer) alternative.get(0);
      if (kind == URI) {
        addDomain(domains, (String) alternative.get(1));
      } else if (kind == DNS) {
        hosts.add(lower((String) alternative.get(1)));
      } else if (kind == ADDRESS) {
        addresses.add(lower((String) alternative.get(1)));
      }
    }
    List<String> names = new ArrayList<>(domains.isEmpty() ? hosts : domains);
    names.addAll(addresses);
    return names;
  }

  /**
   * Whether a certificate speaks for a host. A wildcard speaks for nobody (RFC 5922 §7.2).
   *
   * @param host a domain, or an address as text
   */
  public static boolean include(X509Certificate certificate, String host) {
    return of(certificate).contains(lower(host));
  }

  /** A URI speaks for a domain where it names no user (RFC 5922 §7.1). */
  private static void addDomain(List<String> domains, String uri) {
    String lower = lower(uri);
    if (lower.startsWith("sip:") && lower.indexOf('@') < 0) {
      int end = "sip:".length();
      while (end < lower.length() && ";?:".indexOf(lower.charAt(end)) < 0) {
        end++;
      }
      domains.add(lower.substring("sip:".length(), end));
    }
  }

  private static List<String> commonName(X509Certificate certificate) {
    try {
      for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          return List.of(lower(rdn.getValue().toString()));
        }
      }
    } catch (InvalidNameException e) {
      return List.of();
    }
    return List.of();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
