package io.tollgate.proxy.config;

import java.util.List;
import java.util.Optional;

/** A secret that the edge has just made. This is the only moment at which anybody can read it. */
public sealed interface GeneratedSecret permits GeneratedPassword, GeneratedToken {

  /** The path of the field that asked for it, such as {@code trunks.phone.password}. */
  String field();

  /** The user name that goes with it; empty where none does. */
  Optional<String> userName();

  /** It, in clear. */
  String clear();

  /** The lines that show it to the operator, in clear. */
  List<String> announcement();
}
