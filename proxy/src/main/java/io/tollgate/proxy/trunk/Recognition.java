package io.tollgate.proxy.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What shows that a request is a trunk's, credentials aside.
 *
 * <p>{@code narrowing} and {@code certificate} hold whoever asks: without them the trunk is not
 * reached, not even with the right password. The others tell trunks apart that share addresses.
 *
 * @param sources where it calls from; empty where its addresses are not looked at
 * @param narrowing what holds for all of its sources
 * @param certificate the name that the client's certificate has to show, in lower case; where a
 *     certificate shows the names of several trunks, its first one counts
 * @param hosts the hosts of Request-URIs that are this trunk's own, in lower case: what is sent
 *     there is recognised among the trunks that have that host, and what is sent elsewhere is not
 *     this trunk's
 * @param fromDomains the hosts of From, one of which it has to be, in lower case; empty for any
 * @param called what the called number has to start with; {@link CalledPrefixes#ANY} for anything
 */
public record Recognition(
    List<Source> sources,
    Narrowing narrowing,
    Optional<String> certificate,
    Set<String> hosts,
    Set<String> fromDomains,
    CalledPrefixes called) {
  /** By nothing but credentials. */
  public static final Recognition BY_CREDENTIALS =
      new Recognition(
          List.of(), Narrowing.NONE, Optional.empty(), Set.of(), Set.of(), CalledPrefixes.ANY);

  /**
   * The use of an address list.
   *
   * @param addresses its blocks; uses of one immutable list share what a directory makes of it
   * @param narrowing what else a request from there has to show
   */
  public record Source(List<AddressPrefix> addresses, Narrowing narrowing) {
    public Source {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * What called numbers start with.
   *
   * @param prefixes one of which it has to be; empty for anything
   * @param strip whether the prefix is taken off before the number is looked at
   */
  public record CalledPrefixes(List<String> prefixes, boolean strip) {
    /** Anything. */
    public static final CalledPrefixes ANY = new CalledPrefixes(List.of(), false);

    public CalledPrefixes {
      prefixes = List.copyOf(prefixes);
    }

    /** The number that is called with these digits. */
    public String dialled(String calledUser) {
      if (strip) {
        String longest = "";
        for (String prefix : prefixes) {
          if (calledUser.startsWith(prefix) && prefix.length() > longest.length()) {
            longest = prefix;
          }
        }
        return calledUser.substring(longest.length());
      }
      return calledUser;
    }
  }

  public Recognition {
    sources = List.copyOf(sources);
    certificate = certificate.map(Recognition::lower);
    hosts = lower(hosts);
    fromDomains = lower(fromDomains);
  }

  /** By these addresses, whatever else a request shows. */
  public static Recognition byAddresses(List<AddressPrefix> addresses) {
    return addresses.isEmpty()
        ? BY_CREDENTIALS
        : BY_CREDENTIALS.withSources(List.of(new Source(addresses, Narrowing.NONE)));
  }

  /** The same with other sources. */
  public Recognition withSources(List<Source> others) {
    return new Recognition(others, narrowing, certificate, hosts, fromDomains, called);
  }

  private static Set<String> lower(Set<String> names) {
    return names.stream().map(Recognition::lower).collect(Collectors.toUnmodifiableSet());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Whether the trunk may be reached this way at all. */
  boolean admits(Arrival arrival) {
    return narrowing.admits(arrival)
        && (certificate.isEmpty() || arrival.certificateNames().contains(certificate.get()));
  }

  /** Whether something but its host tells the trunk apart from others at its addresses. */
  boolean tellsApart() {
    return !fromDomains.isEmpty() || !called.prefixes().isEmpty();
  }

  /** What a request from one of the sources has to show, in every combination that will do. */
  List<Conditions> conditions(Source source) {
    Narrowing both = narrowing.and(source.narrowing());
    List<Conditions> combinations = new ArrayList<>();
    for (String domain : fromDomains.isEmpty() ? Set.of("") : fromDomains) {
      for (String prefix : called.prefixes().isEmpty() ? List.of("") : called.prefixes()) {
        combinations.add(new Conditions(certificate.orElse(""), both, domain, prefix));
      }
    }
    return combinations;
  }
}
