package io.tollgate.proxy.route.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Records by name, in memory; what is not there does not exist. Says what it was asked. */
final class Zone implements DnsQueries {
  static final Duration NEGATIVE = Duration.ofSeconds(30);

  final List<String> asked = new ArrayList<>();

  /** Questions that nobody answers. */
  final Set<String> unanswered = new HashSet<>();

  private final Map<String, Answer<?>> records = new HashMap<>();

  Zone naptr(String name, int seconds, Naptr... found) {
    return put("naptr " + name, seconds, found);
  }

  Zone srv(String name, int seconds, Srv... found) {
    return put("srv " + name, seconds, found);
  }

  Zone at(String name, int seconds, String... addresses) {
    InetAddress[] found = new InetAddress[addresses.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = InetAddress.ofLiteral(addresses[i]);
    }
    return put("address " + name, seconds, found);
  }

  private Zone put(String question, int seconds, Object[] found) {
    records.put(question, new Answer<>(List.of(found), Duration.ofSeconds(seconds)));
    return this;
  }

  @SuppressWarnings("unchecked")
  private <T> CompletionStage<Answer<T>> answer(String question) {
    asked.add(question);
    if (unanswered.contains(question)) {
      return CompletableFuture.failedFuture(new IOException("nobody answers " + question));
    }
    return CompletableFuture.completedFuture(
        (Answer<T>) records.getOrDefault(question, new Answer<>(List.of(), NEGATIVE)));
  }

  @Override
  public CompletionStage<Answer<Naptr>> naptr(String name) {
    return answer("naptr " + name);
  }

  @Override
  public CompletionStage<Answer<Srv>> srv(String name) {
    return answer("srv " + name);
  }

  @Override
  public CompletionStage<Answer<InetAddress>> addresses(String name) {
    return answer("address " + name);
  }
}
