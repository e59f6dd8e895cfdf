package io.tollgate.proxy.demo;

import java.util.Arrays;

/**
 * How the demonstration carrier's subscribers behave: the last two digits of the called number
 * choose, so that every ending of a call can be seen with one softphone.
 *
 * <table>
 * <caption>Called numbers</caption>
 * <tr><th>number</th><th>what happens</th></tr>
 * <tr><td>…00</td><td>busy: 486 at once</td></tr>
 * <tr><td>…01</td><td>never answers: rings until the caller gives up, at most four minutes</td></tr>
 * <tr><td>…02</td><td>declines: 603 after ringing</td></tr>
 * <tr><td>…03</td><td>answers, and hangs up after three seconds</td></tr>
 * <tr><td>any other</td><td>answers, and plays back what it hears until the caller hangs up</td></tr>
 * </table>
 */
enum CalledParty {
  BUSY("00"),
  ABSENT("01"),
  UNWILLING("02"),
  BRIEF("03"),
  TALKATIVE("");

  private final String ending;

  CalledParty(String ending) {
    this.ending = ending;
  }

  /**
   * Who is called.
   *
   * @param number the user part of the Request-URI, in any spelling
   */
  static CalledParty of(String number) {
    // The empty ending comes last and matches everything.
    return Arrays.stream(values())
        .filter(party -> number.endsWith(party.ending))
        .findFirst()
        .orElse(TALKATIVE);
  }
}
