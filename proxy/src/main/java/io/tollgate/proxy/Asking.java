package io.tollgate.proxy;

import io.tollgate.proxy.config.ConfigEdit;
import io.tollgate.proxy.file.Sha256;
import io.tollgate.proxy.http.node.Requester;
import io.tollgate.proxy.store.ConfigChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who wants what changed in the configuration.
 *
 * @param action as the history has it
 * @param path of the entry that is to change; empty for the whole file
 */
record Asking(Requester requester, String action, String path) {

  /** Wants the file read again. */
  static Asking toReload(Requester requester) {
    return new Asking(requester, "RELOAD", "");
  }

  /** Wants one entry changed. */
  static Asking to(ConfigEdit edit, Requester requester) {
    String action =
        switch (edit) {
          case ConfigEdit.Put _ -> "PUT";
          case ConfigEdit.Patch _ -> "PATCH";
          case ConfigEdit.Remove _ -> "DELETE";
        };
    return new Asking(requester, action, ConfigEdit.path(edit.section(), edit.name()));
  }

  /** Whether it is an entry that is to change, and not the file that was to be read. */
  boolean isOfOneEntry() {
    return !path.isEmpty();
  }

  /**
   * What the history says of it.
   *
   * @param changes the paths of the fields that it changes
   * @param said what was put, or the patch, without secrets
   */
  ConfigChange written(Instant at, Collection<String> changes, Optional<String> said) {
    return new ConfigChange(
        at,
        requester.by(),
        requester.from(),
        action,
        path,
        changes.stream().limit(ConfigChange.MOST_PATHS).toList(),
        changes.size(),
        said.filter(text -> text.length() <= ConfigChange.LONGEST_ENTRY).orElse(""),
        said.map(Asking::sha256).orElse(""));
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
