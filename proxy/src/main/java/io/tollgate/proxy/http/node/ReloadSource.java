package io.tollgate.proxy.http.node;

/** Reads the configuration again, for whoever asks over HTTP. */
@FunctionalInterface
public interface ReloadSource {

  /** Reads it and puts it in force, whole or not at all; waits for that. */
  ReloadOutcome reload(Requester requester);
}
