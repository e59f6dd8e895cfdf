package io.tollgate.proxy.route.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Asks DNS. It never blocks: what comes of a question comes on another thread. A question that
 * nobody could answer (no answer in time, SERVFAIL) fails; that a name or its records do not exist
 * is an answer without records.
 */
public interface DnsQueries {
  /**
   * What was answered.
   *
   * @param records in the order of the answer; none where there are none
   * @param life how long they may be kept: the shortest TTL among them
   */
  record Answer<T>(List<T> records, Duration life) {
    public Answer {
      records = List.copyOf(records);
    }
  }

  /** A NAPTR record (RFC 3403 §4); its regular expression is of no use to SIP (RFC 3263 §4.1). */
  record Naptr(int order, int preference, String flags, String services, String replacement) {}

  /** An SRV record (RFC 2782). */
  record Srv(int priority, int weight, int port, String target) {}

  /** The NAPTR records of a name. */
  CompletionStage<Answer<Naptr>> naptr(String name);

  /** The SRV records of a name such as {@code _sip._udp.example.net}. */
  CompletionStage<Answer<Srv>> srv(String name);

  /** The A and AAAA records of a name, those of A first. */
  CompletionStage<Answer<InetAddress>> addresses(String name);
}
