package io.tollgate.proxy.route.pop;

/** What is done with calls whose nearest point of presence is another. */
public enum SteeringMode {
  /** They leave from here all the same. */
  OFF,
  /** This node stays in the call, which leaves from there. */
  FORWARD,
  /** The caller is told to call there (302). */
  REDIRECT
}
