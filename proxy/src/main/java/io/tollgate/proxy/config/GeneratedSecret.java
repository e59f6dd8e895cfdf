package io.tollgate.proxy.config;

import java.util.List;

/** A secret that the edge has just made. This is the only moment at which anybody can read it. */
public sealed interface GeneratedSecret permits GeneratedPassword, GeneratedToken {

  /** The lines that show it to the operator, in clear. */
  List<String> announcement();
}
