package io.tollgate.proxy.http;

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
        public ReloadOutcome put(String section, String name, String text) {
          return new ReloadOutcome.Unknown(section);
        }

        @Override
        public ReloadOutcome patch(String section, String name, String text) {
          return new ReloadOutcome.Unknown(section);
        }

        @Override
        public ReloadOutcome remove(String section, String name) {
          return new ReloadOutcome.Unknown(section);
        }
      };

  /** What was put and not removed, by its path, such as {@code trunks.acme-hq}. */
  Set<String> provisioned();

  /**
   * Puts an entry in the place of what there may be under its name.
   *
   * @param text YAML or JSON, as in the configuration's file
   */
  ReloadOutcome put(String section, String name, String text);

  /**
   * Changes some fields of an entry.
   *
   * @param text YAML or JSON with those fields; null takes one out
   */
  ReloadOutcome patch(String section, String name, String text);

  /** Removes what was put; what the file says under the name counts again. */
  ReloadOutcome remove(String section, String name);
}
