package io.tollgate.proxy.http.node;

import java.util.List;

/** What came of reading the configuration again, or of changing it. */
public sealed interface ReloadOutcome {

  /**
   * It is in force.
   *
   * @param changes the paths of the fields that changed; none where nothing did
   * @param made the secrets that were made for it, to be shown this once to whoever asked
   */
  record Applied(List<String> changes, List<MadeSecret> made) implements ReloadOutcome {
    /** Where no secret had to be made. */
    public Applied(List<String> changes) {
      this(changes, List.of());
    }
  }

  /**
   * It holds changes that a running edge cannot make, and so none was made.
   *
   * @param fields their paths
   */
  record NeedsRestart(List<String> fields) implements ReloadOutcome {}

  /**
   * It is wrong, and everything stays as it was.
   *
   * @param error one line that says where, what and what to do
   * @param file where; empty where it is not one place
   * @param line 0 where it is not one place
   * @param field the path of the field; empty where it is not one
   */
  record Refused(String error, String file, int line, String field) implements ReloadOutcome {}

  /**
   * There is nothing of this name that could be changed.
   *
   * @param path such as {@code trunks.acme-hq}
   */
  record Unknown(String path) implements ReloadOutcome {}

  /**
   * It stands in a file that only its owner changes.
   *
   * @param path such as {@code trunks.acme-hq}
   * @param place the file and line
   */
  record OfFile(String path, String place) implements ReloadOutcome {}
}
