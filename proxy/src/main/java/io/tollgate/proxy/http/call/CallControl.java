package io.tollgate.proxy.http.call;

import io.tollgate.proxy.call.CallView;
import java.util.List;

/** The calls that are up, for whoever asks over HTTP. Every method may wait for the loops. */
public interface CallControl {

  /** So many of the calls that are not over. */
  List<CallView> calls(int limit);

  /** How many calls are not over. */
  int activeCalls();

  /**
   * Ends a call on both sides.
   *
   * @return whether there was such a call
   */
  boolean hangUp(String id);

  /** Turns new calls away from now on, or takes them again; those that are up go on. */
  void drain(boolean draining);

  /** Whether new calls are turned away. */
  boolean isDraining();
}
