package io.tollgate.proxy.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.Sip;
import io.tollgate.proxy.sip.dialog.Dialog;
import io.tollgate.proxy.sip.dialog.Hop;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.sip.transport.RecordingPoint;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private static final InetSocketAddress SOURCE = new InetSocketAddress("198.51.100.7", 40_000);
  private static final InetSocketAddress GATEWAY = new InetSocketAddress("192.0.2.9", 5060);

  private static final InetSocketAddress EDGE = new InetSocketAddress("192.0.2.1", 5060);

  private static Dialog ofInvite(String headers) {
    return ofInvite(Transport.UDP, headers, Nat.AUTO);
  }

  private static Dialog ofInvite(Transport transport, String headers, Nat nat) {
    return Targets.ofRequest(
        new IncomingRequest(
            Sip.invite("sip:c@d", "From: \"A\" <sip:a@b>;tag=1\nTo: <sip:c@d>\n" + headers),
            Body.NONE,
            new RecordingPoint(null, transport, EDGE, (message, peer, flow) -> {}),
            SOURCE,
            0),
        "ours",
        nat);
  }

  @ParameterizedTest
  @CsvSource({
    // Contact, then where requests go
    "sip:a@198.51.100.7:5062, 198.51.100.7, 5062",
    "sip:a@198.51.100.7,      198.51.100.7, 5060",
    "sip:a@10.0.0.5:5062,     198.51.100.7, 40000",
    "sip:a@pbx.example:5062,  198.51.100.7, 40000",
    "sip:+43664;tgrp=t@198.51.100.7:5062;transport=udp, 198.51.100.7, 5062"
  })
  void aCallerBehindAddressTranslationIsReachedWhereItsPacketsComeFrom(
      String contact, String address, int port) {
    Dialog dialog = ofInvite("Contact: <" + contact + ">\n");
    assertThat(dialog.peer()).isEqualTo(new InetSocketAddress(address, port));
    assertThat(dialog.remoteTarget()).isEqualTo(contact);
  }

  @ParameterizedTest
  @CsvSource({
    // came by, Contact, then how and where requests go, and the connection that they prefer
    "TCP, sip:a@198.51.100.7:5062;transport=tcp, TCP, 198.51.100.7, 5062,  40000",
    "TCP, sip:a@198.51.100.7:5062,               TCP, 198.51.100.7, 5062,  40000",
    "TCP, sip:a@10.0.0.5:5062;transport=tcp,     TCP, 198.51.100.7, 40000, 40000",
    "TLS, sips:a@198.51.100.7,                   TLS, 198.51.100.7, 5061,  40000",
    "TLS, sip:a@198.51.100.7;transport=tls,      TLS, 198.51.100.7, 5061,  40000",
    "UDP, sip:a@198.51.100.7;transport=tcp,      TCP, 198.51.100.7, 5060,  5060",
    "UDP, sip:a@10.0.0.5;transport=tcp,          UDP, 198.51.100.7, 40000, 40000",
    "UDP, sip:a@198.51.100.7:5062;transport=ws,  UDP, 198.51.100.7, 5062,  5062"
  })
  void aCallerIsReachedByWhatHeCameByUnlessHeAsksForMore(
      Transport cameBy, String contact, Transport transport, String host, int port, int flow) {
    assertThat(ofInvite(cameBy, "Contact: <" + contact + ">\n", Nat.AUTO).hop())
        .isEqualTo(hop(transport, host, port, flow));
  }

  @Test
  void aCallerWhoHasComeBackByAnotherConnectionIsReachedThere() {
    Dialog dialog =
        ofInvite(Transport.TCP, "Contact: <sip:a@10.0.0.5:5062;transport=tcp>\n", Nat.AUTO);
    InetSocketAddress reconnected = new InetSocketAddress("198.51.100.7", 41_000);
    Dialog refreshed =
        Targets.refresh(
            dialog, Sip.invite("sip:c@d", "From: <sip:a@b>;tag=1\nTo: <sip:c@d>\n"), reconnected);
    assertThat(refreshed.hop().flow()).isEqualTo(reconnected);
  }

  @Test
  void theCallersSideOfTheDialog() {
    Dialog dialog =
        ofInvite(
            "Record-Route: <sip:198.51.100.1;lr>, <sip:198.51.100.2:5080;lr>\n"
                + "Contact: <sip:a@10.0.0.5>\n");
    assertThat(dialog.local()).isEqualTo("<sip:c@d>;tag=ours");
    assertThat(dialog.remote()).isEqualTo("\"A\" <sip:a@b>;tag=1");
    assertThat(dialog.remoteTag()).isEqualTo("1");
    assertThat(dialog.routes())
        .containsExactly("<sip:198.51.100.1;lr>", "<sip:198.51.100.2:5080;lr>");
    assertThat(dialog.peer()).isEqualTo(new InetSocketAddress("198.51.100.1", 5060));
    assertThat(dialog.localSequence()).isZero();
    assertThat(dialog.remoteSequence()).isEqualTo(1);
  }

  @Test
  void theCalledSideOfTheDialogReversesTheRoute() {
    Dialog dialog =
        Targets.ofResponse(
            Sip.response(
                "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx\n"
                    + "From: <sip:a@b>;tag=ours\nTo: <sip:c@d>;tag=theirs\nCall-ID: c1\n"
                    + "CSeq: 1 INVITE\nContact: <sip:c@203.0.113.4:5090>\n"
                    + "Record-Route: <sip:203.0.113.1;lr>\nRecord-Route: <sip:203.0.113.2;lr>\n\n"),
            "ours",
            "<sip:a@b>;tag=ours",
            Hop.to(Transport.UDP, GATEWAY),
            Nat.OFF);
    assertThat(dialog.routes()).containsExactly("<sip:203.0.113.2;lr>", "<sip:203.0.113.1;lr>");
    assertThat(dialog.peer()).isEqualTo(new InetSocketAddress("203.0.113.2", 5060));
    assertThat(dialog.remoteTag()).isEqualTo("theirs");
    assertThat(dialog.localSequence()).isEqualTo(1);
    assertThat(dialog.remoteSequence()).isEqualTo(-1);
  }

  @Test
  void withoutAContactRequestsGoWhereTheInviteWent() {
    Dialog dialog =
        Targets.ofResponse(
            Sip.response(
                "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx\n"
                    + "From: <sip:a@b>;tag=ours\nTo: <sip:c@d>\nCall-ID: c1\nCSeq: 1 INVITE\n\n"),
            "ours",
            "<sip:a@b>;tag=ours",
            Hop.to(Transport.UDP, GATEWAY),
            Nat.OFF);
    assertThat(dialog.peer()).isEqualTo(GATEWAY);
    assertThat(dialog.remoteTarget()).isEqualTo("sip:192.0.2.9:5060");
    assertThat(dialog.remoteTag()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "<sip:>", "<tel:+43664>", "<sips:a@b>"})
  void aContactThatIsNoSipAddressLeavesTheSource(String contact) {
    Dialog dialog = ofInvite("Contact: " + contact + "\n");
    assertThat(dialog.peer()).isEqualTo(SOURCE);
  }

  @Test
  void withoutAContactTheCallersAddressIsTheTarget() {
    assertThat(ofInvite("Contact: *\n").remoteTarget()).isEqualTo("sip:198.51.100.7:40000");
    assertThat(ofInvite("").remoteTarget()).isEqualTo("sip:198.51.100.7:40000");
  }

  @Test
  void aRequestUriTakesNoHeadersFromAContact() {
    Dialog dialog = ofInvite("Contact: <sip:a@198.51.100.7?Replaces=x>\n");
    assertThat(dialog.remoteTarget()).isEqualTo("sip:a@198.51.100.7");
  }

  @Test
  void aNewContactFromBehindAddressTranslationChangesOnlyTheTarget() {
    Dialog dialog = ofInvite("Contact: <sip:a@10.0.0.5:5062>\n");
    Dialog refreshed =
        Targets.refresh(
            dialog,
            Sip.invite(
                "sip:c@d", "From: <sip:a@b>;tag=1\nTo: <sip:c@d>\nContact: <sip:a@10.0.0.5;ob>\n"),
            SOURCE);
    assertThat(refreshed.remoteTarget()).isEqualTo("sip:a@10.0.0.5;ob");
    assertThat(refreshed.peer()).isEqualTo(SOURCE);
  }

  private static Dialog refreshed(Dialog dialog, String contact) {
    return Targets.refresh(
        dialog,
        Sip.invite("sip:c@d", "From: <sip:a@b>;tag=1\nTo: <sip:c@d>\nContact: <" + contact + ">\n"),
        SOURCE);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, sip:a@203.0.113.8,       198.51.100.7, 40000",
    "AUTO, sip:a@10.0.0.5,          198.51.100.7, 40000",
    "AUTO, sip:a@198.51.100.7:5070, 198.51.100.7, 5070",
    "OFF,  sip:a@203.0.113.8,       203.0.113.8,  5060",
    "OFF,  sip:a@10.0.0.5:5062,     10.0.0.5,     5062"
  })
  void aNewContactIsBelievedAsTheFirstOneWas(Nat nat, String contact, String host, int port) {
    Dialog dialog = ofInvite(Transport.UDP, "Contact: <sip:a@198.51.100.7:40000>\n", nat);
    assertThat(dialog.nat()).isEqualTo(nat);
    Dialog refreshed = refreshed(dialog, contact);
    assertThat(refreshed.hop()).isEqualTo(Hop.to(Transport.UDP, new InetSocketAddress(host, port)));
    assertThat(refreshed.remoteTarget()).isEqualTo(contact);
    assertThat(refreshed.nat()).isEqualTo(nat);
  }

  @ParameterizedTest
  @CsvSource({
    // came by, Contact, then how and where requests go, and the connection that they prefer
    "UDP, sip:a@10.0.0.5:5062,                UDP, 10.0.0.5,     5062,  5062",
    "UDP, sip:a@203.0.113.8,                  UDP, 203.0.113.8,  5060,  5060",
    "UDP, sip:a@203.0.113.8;transport=tcp,    TCP, 203.0.113.8,  5060,  5060",
    "UDP, sip:a@pbx.example:5062,             UDP, 198.51.100.7, 40000, 40000",
    "TCP, sip:a@203.0.113.8;transport=tcp,    TCP, 203.0.113.8,  5060,  5060",
    "TCP, sip:a@198.51.100.7:5062,            TCP, 198.51.100.7, 5062,  40000"
  })
  void whereThereIsNoTranslationACallerIsReachedWhereHisContactSays(
      Transport cameBy, String contact, Transport transport, String host, int port, int flow) {
    assertThat(ofInvite(cameBy, "Contact: <" + contact + ">\n", Nat.OFF).hop())
        .isEqualTo(hop(transport, host, port, flow));
  }

  @Test
  void aConnectionFromElsewhereIsNotWhereABelievedContactIs() {
    Dialog dialog =
        ofInvite(Transport.TCP, "Contact: <sip:a@203.0.113.8;transport=tcp>\n", Nat.OFF);
    Dialog refreshed = refreshed(dialog, "sip:a@203.0.113.8;transport=tcp");
    assertThat(refreshed.hop())
        .isEqualTo(Hop.to(Transport.TCP, new InetSocketAddress("203.0.113.8", 5060)));
    assertThat(refreshed(dialog, "sip:a@198.51.100.7:5062;transport=tcp").hop().flow())
        .isEqualTo(SOURCE);
  }

  private static Dialog ofAnswer(String contact, String routes, Nat nat) {
    return Targets.ofResponse(
        Sip.response(
            "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx\n"
                + "From: <sip:a@b>;tag=ours\nTo: <sip:c@d>;tag=theirs\nCall-ID: c1\n"
                + "CSeq: 1 INVITE\nContact: <"
                + contact
                + ">\n"
                + routes
                + "\n"),
        "ours",
        "<sip:a@b>;tag=ours",
        Hop.to(Transport.UDP, GATEWAY),
        nat);
  }

  @ParameterizedTest
  @CsvSource({
    "OFF,  sip:c@203.0.113.4:5090, 203.0.113.4, 5090",
    "OFF,  sip:c@10.0.0.9,         10.0.0.9,    5060",
    "AUTO, sip:c@10.0.0.9,         192.0.2.9,   5060",
    "AUTO, sip:c@192.0.2.9:5070,   192.0.2.9,   5070"
  })
  void whoeverIsCalledIsReachedAsHisContactIsBelieved(
      Nat nat, String contact, String host, int port) {
    assertThat(ofAnswer(contact, "", nat).peer()).isEqualTo(new InetSocketAddress(host, port));
  }

  @Test
  void aRouteIsBelievedWhateverTheContactIs() {
    assertThat(ofAnswer("sip:c@10.0.0.9", "Record-Route: <sip:203.0.113.1;lr>\n", Nat.AUTO).peer())
        .isEqualTo(new InetSocketAddress("203.0.113.1", 5060));
  }

  private static Hop hop(Transport transport, String host, int port, int flow) {
    return new Hop(transport, new InetSocketAddress(host, port), new InetSocketAddress(host, flow));
  }
}
