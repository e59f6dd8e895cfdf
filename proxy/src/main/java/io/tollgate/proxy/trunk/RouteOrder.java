package io.tollgate.proxy.trunk;

/** In which order the gateways are tried that take a number. */
public enum RouteOrder {
  /** By priority, and within one by lot, each as often as its weight says. */
  PRIORITY("priority"),
  /** What costs least first; those whose cost is not known last. */
  LEAST_COST("least-cost"),
  /** What is answered most and soonest first. */
  QUALITY("quality"),
  /** By lot, each as often as its share says; those without one last. */
  PERCENTAGE("percentage");

  private final String label;

  RouteOrder(String label) {
    this.label = label;
  }

  /** The name in configuration. */
  public String label() {
    return label;
  }
}
