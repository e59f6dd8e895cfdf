package io.tollgate.proxy.http.node;

import io.tollgate.proxy.store.ConfigChange;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Changes who may call, for whoever asks over HTTP: one entry of {@code lists}, {@code accounts} or
 * {@code trunks} at a time, whole or not at all, and kept beyond the process. Each waits until the
 * change is in force or refused.
 */
public interface ProvisionSource {
  /** Nothing can be changed. */
  ProvisionSource NONE =
      new ProvisionSource() {
        @Override
        public Set<String> provisioned() {
          return Set.of();
        }

        @Override
        public List<ConfigChange.Kept> history(OptionalLong before, String path, int limit) {
          return List.of();
        }

        @Override
        public ReloadOutcome put(String section, String name, String text, Requester requester) {
          return new ReloadOutcome.Unknown(section);
        }

        @Override
        public ReloadOutcome patch(String section, String name, String text, Requester requester) {
          return new ReloadOutcome.Unknown(section);
        }

        @Override
        public ReloadOutcome remove(String section, String name, Requester requester) {
          return new ReloadOutcome.Unknown(section);
        }
      };

  /** What was put and not removed, by its path, such as {@code trunks.acme-hq}. */
  Set<String> provisioned();

  /**
   * The latest changes to the configuration, newest first.
   *
   * @param before only those with lower ids
   * @param path only those of this entry; empty for all
   * @param limit at most so many
   */
  List<ConfigChange.Kept> history(OptionalLong before, String path, int limit);

  /**
   * Puts an entry in the place of what there may be under its name.
   *
   * @param text YAML or JSON, as in the configuration's file
   */
  ReloadOutcome put(String section, String name, String text, Requester requester);

  /**
   * Changes some fields of an entry.
   *
   * @param text YAML or JSON with those fields; null takes one out
   */
  ReloadOutcome patch(String section, String name, String text, Requester requester);

  /** Removes what was put; what the file says under the name counts again. */
  ReloadOutcome remove(String section, String name, Requester requester);
}
