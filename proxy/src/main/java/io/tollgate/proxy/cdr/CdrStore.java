package io.tollgate.proxy.cdr;

import java.util.List;
import java.util.Optional;

/** Where records are kept. Safe for any thread but an event loop: every call waits for a disk. */
public interface CdrStore {

  /**
   * Adds these records, all of them or none, and returns when no crash can undo that. A record
   * whose id is there already is left as it is, so that a batch whose outcome is unknown can be
   * written again.
   *
   * @throws RuntimeException where it failed; the same batch may be tried again later
   */
  void append(List<Cdr> records);

  /**
   * The records that the query asks for, newest first by time of receipt.
   *
   * @throws RuntimeException where they cannot be read
   */
  List<Cdr> latest(CdrQuery query);

  /**
   * The record with this id.
   *
   * @throws RuntimeException where it cannot be read
   */
  Optional<Cdr> find(String id);
}
