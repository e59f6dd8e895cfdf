package io.tollgate.proxy.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CdrJsonTest {

  @Test
  void writesAnAnsweredCall() {
    assertThat(CdrJson.toJson(Cdrs.answered("018f")))
        .isEqualTo(
            """
            {"id":"018f","direction":"outbound","account":"acme","trunk":"acme-hq",\
            "carrier":"c1","gateway":"c1-fra","pop":"fra",\
            "from":"+33123456789","to":"+436641234567",\
            "fromReceived":"+33123456789","toReceived":"+436641234567",\
            "source":"192.0.2.7:5060",\
            "destinationPrefix":"43664","originPrefix":"33","deck":"demo","deckVersion":3,\
            "currency":"USD","rate":"0.0390","connectFee":"0.0000","minimumCharge":"0.0000",\
            "initialIncrement":30,"nextIncrement":6,"graceSeconds":0,"freeSeconds":0,\
            "digits":4,"rounding":"half up",\
            "billedSeconds":36,"charge":"0.0234","attemptFee":"0.0010",\
            "costDeck":null,"costDeckVersion":null,"costDestinationPrefix":null,\
            "costOriginPrefix":null,"costCurrency":null,"costRate":null,\
            "costBilledSeconds":null,"cost":null,"costAttemptFee":null,"margin":null,\
            "sipStatus":200,"q850":16,"code":"normal","hungUpBy":"caller",\
            "receivedAt":"2026-03-04T05:06:07.008Z","ringingAt":"2026-03-04T05:06:07.158Z",\
            "answeredAt":"2026-03-04T05:06:09.008Z","endedAt":"2026-03-04T05:06:41.008Z",\
            "durationMillis":32000,"setupMicros":412,"attempts":[],\
            "callIdA":"a84b4c76e66710@192.0.2.7","callIdB":"0-7f3a@edge1","leg":null,"link":null}\
            """);
  }

  @Test
  void writesWhatTheCarrierChargesAndWhatIsLeft() {
    assertThat(CdrJson.toJson(Cdrs.carried("018f")))
        .contains(
            """
            "billedSeconds":36,"charge":"0.0234","attemptFee":"0.0010",\
            "costDeck":"wholesale","costDeckVersion":9,"costDestinationPrefix":"4366",\
            "costOriginPrefix":"","costCurrency":"USD","costRate":"0.0120",\
            "costBilledSeconds":32,"cost":"0.0064","costAttemptFee":"0.0000","margin":"0.0178",\
            "sipStatus":200,\
            """);
  }

  @Test
  void writesEveryGatewayThatWasTried() {
    assertThat(CdrJson.toJson(Cdrs.carried("018f")))
        .contains(
            """
            "setupMicros":412,"attempts":[\
            {"carrier":"c0","gateway":"c0-fra","address":"192.0.2.8:5060","transport":"udp",\
            "startedAt":"2026-03-04T05:06:07.009Z","postDialDelayMillis":null,\
            "result":"refused","sipStatus":503,"q850":42,"cost":"0.0002","currency":"USD"},\
            {"carrier":"c1","gateway":"c1-fra","address":"192.0.2.9:5060","transport":"udp",\
            "startedAt":"2026-03-04T05:06:07.108Z","postDialDelayMillis":50,\
            "result":"answered","sipStatus":200,"q850":null,"cost":"0.0064","currency":"USD"}],\
            """);
  }

  @Test
  void writesNullForWhatARefusedCallNeverHad() {
    assertThat(CdrJson.toJson(Cdrs.refused("018f")))
        .isEqualTo(
            """
            {"id":"018f","direction":"outbound","account":null,"trunk":null,\
            "carrier":null,"gateway":null,"pop":null,\
            "from":null,"to":null,"fromReceived":null,"toReceived":"100",\
            "source":"203.0.113.9:5060",\
            "destinationPrefix":null,"originPrefix":null,"deck":null,"deckVersion":null,\
            "currency":null,"rate":null,"connectFee":null,"minimumCharge":null,\
            "initialIncrement":null,"nextIncrement":null,"graceSeconds":null,"freeSeconds":null,\
            "digits":null,"rounding":null,\
            "billedSeconds":0,"charge":"0.0000","attemptFee":"0.0000",\
            "costDeck":null,"costDeckVersion":null,"costDestinationPrefix":null,\
            "costOriginPrefix":null,"costCurrency":null,"costRate":null,\
            "costBilledSeconds":null,"cost":null,"costAttemptFee":null,"margin":null,\
            "sipStatus":403,"q850":21,"code":"unknown-source","hungUpBy":"edge",\
            "receivedAt":"2026-03-04T05:06:07.008Z","ringingAt":null,\
            "answeredAt":null,"endedAt":"2026-03-04T05:06:07.009Z",\
            "durationMillis":0,"setupMicros":null,"attempts":[],\
            "callIdA":"1-1@203.0.113.9","callIdB":null,"leg":null,"link":null}\
            """);
  }

  @Test
  void saysWhichHalfOfAnOnNetCallItIs() {
    assertThat(CdrJson.toJson(Cdrs.onNet("018f", Cdr.Leg.TERMINATING, "018e")))
        .contains("\"direction\":\"on-net\"", "\"leg\":\"terminating\",\"link\":\"018e\"");
  }

  @Test
  void leavesTheTargetOpenForTheNext() {
    StringWriter target = new StringWriter();
    CdrJson.write(Cdrs.refused("1"), target);
    target.write('\n');
    CdrJson.write(Cdrs.refused("2"), target);
    assertThat(target.toString().lines()).hasSize(2);
  }

  @Test
  void isNotStoppedByHalfASurrogatePair() {
    assertThat(CdrJson.toJson(Cdrs.answered("\uD83D"))).contains("\"id\":\"");
  }
}
