package io.tollgate.proxy.route;

/** Why a gateway is not tried, though it belongs to a carrier. */
public enum PassOver {
  /** Nothing speaks against it. */
  NOTHING("it would be tried"),
  /** Its carrier's destinations leave the number out. */
  DESTINATION("its carrier does not take the number"),
  /** Its carrier's deck has no price for the number, or bars it. */
  NO_COST("its carrier's deck has no price for it"),
  /** Its carrier charges more than the customer pays. */
  MARGIN("it costs more than the customer pays"),
  /** It has got all the new calls that it takes in a second. */
  CPS("its calls per second are used up"),
  /** It has as many calls up as it takes. */
  CHANNELS("it has as many calls up as it may"),
  /** Its circuit breaker is open. */
  BREAKER("it has failed of late"),
  /** An operator has drained it. */
  DRAINED("it is drained"),
  /** Nobody knows the addresses that belong to its name. */
  UNRESOLVED("its name is not resolved"),
  /** Enough others come before it. */
  TOO_MANY("a call is offered to no more than " + Hunt.MOST_TRIED);

  private final String why;

  PassOver(String why) {
    this.why = why;
  }

  static PassOver of(Availability availability) {
    return switch (availability) {
      case USABLE -> NOTHING;
      case BROKEN -> BREAKER;
      case DRAINED -> DRAINED;
      case UNRESOLVED -> UNRESOLVED;
    };
  }

  /** For people: goes on after "because". */
  public String why() {
    return why;
  }
}
