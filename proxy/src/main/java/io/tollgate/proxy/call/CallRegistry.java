package io.tollgate.proxy.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of one loop, by id. Confined to the loop. */
public final class CallRegistry {
  private final Map<String, Call> calls = new HashMap<>();

  /** Takes in a call; its id must be no other call's, which would be lost from sight. */
  void add(String id, Call call) {
    if (calls.putIfAbsent(id, call) != null) {
      throw new IllegalStateException("there is a call with id " + id);
    }
  }

  void remove(String id) {
    calls.remove(id);
  }

  /** The calls that are not over, as they are now. */
  public List<Call> calls() {
    return new ArrayList<>(calls.values());
  }

  /**
   * Ends the calls with this Call-ID on one of their legs, after an error that came of a message of
   * theirs. Looks at every call: errors are rare.
   */
  void breakDown(String callId, Throwable cause) {
    for (Call call : calls()) {
      if (call.hasCallId(callId)) {
        call.breakDown(cause);
      }
    }
  }

  /** The call with this id. */
  public Optional<Call> find(String id) {
    return Optional.ofNullable(calls.get(id));
  }

  /** How many calls are not over. */
  public int size() {
    return calls.size();
  }
}
