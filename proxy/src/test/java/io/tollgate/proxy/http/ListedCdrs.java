package io.tollgate.proxy.http;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.CdrQuery;
import io.tollgate.proxy.cdr.CdrStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records in a list, the oldest first. */
final class ListedCdrs implements CdrStore {
  final List<Cdr> records = new ArrayList<>();
  Optional<RuntimeException> failure = Optional.empty();
  CdrQuery lastQuery = CdrQuery.latest(1);

  @Override
  public void append(List<Cdr> more) {
    records.addAll(more);
  }

  @Override
  public List<Cdr> latest(CdrQuery query) {
    if (failure.isPresent()) {
      throw failure.get();
    }
    lastQuery = query;
    return records.reversed().stream()
        .filter(cdr -> query.before().map(id -> cdr.id().compareTo(id) < 0).orElse(true))
        .filter(cdr -> query.account().map(cdr.path().account()::equals).orElse(true))
        .filter(cdr -> query.cause().map(cdr.ending().cause()::equals).orElse(true))
        .limit(query.limit())
        .toList();
  }

  @Override
  public Optional<Cdr> find(String id) {
    return records.stream().filter(cdr -> cdr.id().equals(id)).findFirst();
  }
}
