package io.tollgate.proxy.sip.message;

import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.trunk.OtherMethods;
import io.tollgate.proxy.trunk.TrunkDirectory;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which methods are taken: calls from everybody; REGISTER and OPTIONS only where some trunk may use
 * them, and then only its own are answered by anything but 405.
 */
public final class MethodPolicy {
  /** The methods of calls, in the words of an Allow header. */
  private static final String CALLS = "INVITE, ACK, CANCEL, BYE";

  private static final Set<String> OF_CALLS = Set.of("INVITE", "ACK", "CANCEL", "BYE");

  private final Supplier<TrunkDirectory> trunks;

  /** A policy for the trunks in force. */
  public MethodPolicy(Supplier<TrunkDirectory> trunks) {
    this.trunks = trunks;
  }

  /** Why a method is not taken outside of dialogs. */
  public Optional<Refusal> refusal(String method) {
    boolean taken =
        switch (method) {
          case "REGISTER" -> mayRegister();
          case "OPTIONS" -> trunks.get().mayAskOptions();
          default -> OF_CALLS.contains(method);
        };
    return taken ? Optional.empty() : Optional.of(notAllowed());
  }

  /** Whether strangers may register: they become known by it. */
  public boolean mayRegister() {
    return trunks.get().mayRegister();
  }

  /** Why a method is not taken within a dialog. */
  public static Optional<Refusal> refusalWithinDialog(String method) {
    return OF_CALLS.contains(method) ? Optional.empty() : Optional.of(notAllowed());
  }

  /** 405: the method is another one's, or nobody's. */
  public static Refusal notAllowed() {
    return Refusal.of(HangupCause.METHOD_NOT_ALLOWED, "only " + CALLS + " are taken");
  }

  /** The Allow header of what everybody may use. */
  static String allow() {
    return HeaderRule.ALLOW.line(CALLS);
  }

  /** The Allow header of what a trunk may use. */
  public static String allow(OtherMethods others) {
    return HeaderRule.ALLOW.line(
        CALLS
            + (others.options() ? ", OPTIONS" : "")
            + (others.registration() ? ", REGISTER" : ""));
  }
}
