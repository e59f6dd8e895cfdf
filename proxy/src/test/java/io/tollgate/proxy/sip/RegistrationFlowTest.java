package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.Binding;
import io.tollgate.proxy.trunk.DigestClient;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.proxy.trunk.OtherMethods;
import io.tollgate.proxy.trunk.Trunk;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REGISTER and OPTIONS over a whole loop, on a clock that is turned. */
class RegistrationFlowTest {
  private static final String URI = "sip:edge.test";
  private static final String CONTACT = "Contact: <sip:bob@10.0.0.5:5066;ob>\n";

  private final SipHarness edge =
      new SipHarness(
          digest("phone", "bob", new OtherMethods(true, true)),
          digest("mute", "carl", OtherMethods.NONE),
          digest("door", "dora", new OtherMethods(true, false)),
          list("pinging", "192.0.2.77"));
  private int sequence;
  private String callId = "r1";

  private static Trunk digest(String id, String user, OtherMethods methods) {
    DigestUser known =
        DigestUser.ofPassword(user, "tollgate.test", "secret", DigestSettings.DEFAULT_ALGORITHMS);
    return Trunk.builder(id, SipHarness.ACME, AuthMode.DIGEST)
        .user(known)
        .otherMethods(methods)
        .build();
  }

  private static Trunk list(String id, String block) {
    List<AddressPrefix> addresses = List.of(AddressPrefix.parse(block));
    return Trunk.builder(id, SipHarness.ACME, AuthMode.LIST)
        .at(addresses)
        .otherMethods(new OtherMethods(false, true))
        .build();
  }

  private String request(String method, String user, String headers) {
    sequence++;
    return method
        + " "
        + URI
        + " SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.5:5066;rport;branch=z9hG4bK"
        + callId
        + sequence
        + "\nFrom: <sip:"
        + user
        + "@edge.test>;tag=1\nTo: <sip:"
        + user
        + "@edge.test>\nCall-ID: "
        + callId
        + "\nCSeq: "
        + sequence
        + " "
        + method
        + "\nMax-Forwards: 70\nUser-Agent: phone 1\n"
        + headers
        + "Content-Length: 0\n\n";
  }

  /** Registers as a client does, challenge included. */
  private Sent register(String headers) {
    return register("bob", headers);
  }

  private Sent register(String user, String headers) {
    edge.receive(STRANGER, request("REGISTER", user, headers));
    Sent challenge = edge.next("401 Unauthorized");
    edge.receive(STRANGER, request("REGISTER", user, headers + answer(challenge, user, "secret")));
    return edge.next();
  }

  private static String answer(Sent challenge, String user, String password) {
    String asked = challenge.headers("WWW-Authenticate").getLast();
    return "Authorization: "
        + new DigestClient(user, password).answer(asked, "REGISTER", URI)
        + "\n";
  }

  private List<Binding> bindings() {
    return edge.registrations.of("phone", edge.clock.nanos());
  }

  @Test
  void aTrunkThatMayRegisterIsChallengedAndThenBoundToWhereItCameFrom() {
    Sent accepted = register(CONTACT + "Expires: 120\n");
    assertThat(accepted.firstLine()).isEqualTo("SIP/2.0 200 OK");
    assertThat(accepted.header("Contact")).isEqualTo("<sip:bob@10.0.0.5:5066;ob>;expires=120");
    assertThat(accepted.to()).isEqualTo(STRANGER);
    Binding binding = bindings().getFirst();
    assertThat(binding.contact()).isEqualTo("sip:bob@10.0.0.5:5066;ob");
    assertThat(binding.arrival().source()).isEqualTo(STRANGER);
    assertThat(binding.arrival().listeningPoint()).isEqualTo(SipHarness.EDGE);
    assertThat(binding.userAgent()).isEqualTo("phone 1");
    assertThat(edge.wire).containsExactly("register CHALLENGED", "register ACCEPTED");
    assertThat(edge.records).isEmpty();
  }

  @Test
  void theChallengeIsOneForServers() {
    edge.receive(STRANGER, request("REGISTER", "bob", CONTACT));
    Sent challenge = edge.next("401 Unauthorized");
    assertThat(challenge.headers("WWW-Authenticate")).hasSize(2);
    assertThat(challenge.headers("Proxy-Authenticate")).isEmpty();
  }

  @Test
  void aWrongPasswordIsChallengedAgainAndBindsNothing() {
    edge.receive(STRANGER, request("REGISTER", "bob", CONTACT));
    String wrong = answer(edge.next("401"), "bob", "guess");
    edge.receive(STRANGER, request("REGISTER", "bob", CONTACT + wrong));
    assertThat(edge.next("401").header("Warning")).contains("auth-failed");
    assertThat(bindings()).isEmpty();
    assertThat(edge.wire).containsExactly("register CHALLENGED", "register WRONG_CREDENTIALS");
  }

  @Test
  void anAnswerIsTakenOnce() {
    edge.receive(STRANGER, request("REGISTER", "bob", CONTACT));
    String right = answer(edge.next("401"), "bob", "secret");
    edge.receive(STRANGER, request("REGISTER", "bob", CONTACT + right));
    edge.next("200 OK");
    edge.receive(STRANGER, request("REGISTER", "bob", CONTACT + right));
    assertThat(edge.next("401").headers("WWW-Authenticate"))
        .allMatch(challenge -> challenge.endsWith("stale=true"));
  }

  @Test
  void aRetransmissionGetsTheSameAnswer() {
    String request = request("REGISTER", "bob", CONTACT);
    edge.receive(STRANGER, request);
    Sent first = edge.next("401");
    edge.receive(STRANGER, request);
    assertThat(edge.next()).isEqualTo(first);
  }

  @Test
  void aBindingIsRefreshedAndRunsOut() {
    register(CONTACT + "Expires: 60\n");
    edge.turn(Duration.ofSeconds(50));
    assertThat(register(CONTACT + "Expires: 60\n").headers("Contact")).hasSize(1);
    edge.turn(Duration.ofSeconds(59));
    assertThat(bindings()).hasSize(1);
    assertThat(edge.registrations.knows(STRANGER.getAddress())).isTrue();
    edge.turn(Duration.ofSeconds(1));
    assertThat(bindings()).isEmpty();
    edge.turn(Duration.ofMillis(20));
    assertThat(edge.registrations.size()).isZero();
    assertThat(edge.registrations.knows(STRANGER.getAddress())).isFalse();
    assertThat(edge.registrations.expired()).isEqualTo(1);
    assertThat(edge.registrations.refreshed()).isEqualTo(1);
    edge.assertNothingIsLeft();
  }

  @Test
  void theTimeIsWhatTheContactSaysElseTheHeaderElseTheDefaultAndBounded() {
    assertThat(
            register(CONTACT.replace("\n", ";expires=90\n") + "Expires: 120\n").header("Contact"))
        .endsWith(";expires=90");
    assertThat(register(CONTACT + "Expires: 120\n").header("Contact")).endsWith(";expires=120");
    assertThat(register(CONTACT).header("Contact")).endsWith(";expires=600");
    assertThat(register(CONTACT + "Expires: 99999\n").header("Contact")).endsWith(";expires=3600");
  }

  @Test
  void whatIsTooBriefIsRefusedWithTheLeastThatWillDo() {
    Sent refused = register(CONTACT + "Expires: 59\n");
    assertThat(refused.firstLine()).isEqualTo("SIP/2.0 423 Interval Too Brief");
    assertThat(refused.header("Min-Expires")).isEqualTo("60");
    assertThat(bindings()).isEmpty();
  }

  @Test
  void aContactIsRemovedByZeroAndAllByTheWildcard() {
    String other = "Contact: <sip:bob@10.0.0.6:5066>\n";
    register(CONTACT + other);
    assertThat(bindings()).hasSize(2);
    assertThat(register(CONTACT + "Expires: 0\n").headers("Contact"))
        .singleElement()
        .asString()
        .startsWith("<sip:bob@10.0.0.6:5066>");
    register(CONTACT);
    assertThat(register("Contact: *\nExpires: 0\n").headers("Contact")).isEmpty();
    assertThat(edge.registrations.size()).isZero();
    assertThat(edge.registrations.removed()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Contact: *\n",
        "Contact: *\nExpires: 60\n",
        "Contact: <sip:bob@10.0.0.5:5066>\nContact: *\nExpires: 0\n",
        "Contact: <tel:+43664123456>\n",
        "Contact: <mailto:bob@edge.test>\n"
      })
  void whatMakesNoSenseIsABadRequest(String headers) {
    register(CONTACT);
    assertThat(register(headers).firstLine()).isEqualTo("SIP/2.0 400 Bad Request");
    assertThat(bindings()).hasSize(1);
  }

  @Test
  void withoutAContactItIsToldWhatHolds() {
    register(CONTACT + "Expires: 120\n");
    edge.turn(Duration.ofSeconds(20));
    assertThat(register("").headers("Contact"))
        .containsExactly("<sip:bob@10.0.0.5:5066;ob>;expires=100");
  }

  @Test
  void moreContactsThanAllowedAreRefusedWhole() {
    Sent refused =
        register("Contact: <sip:a@10.0.0.5>, <sip:b@10.0.0.5>, <sip:c@10.0.0.5>;expires=100\n");
    assertThat(refused.firstLine()).isEqualTo("SIP/2.0 403 Forbidden");
    assertThat(refused.header("Warning")).contains("at most 2 contacts");
    assertThat(bindings()).isEmpty();
  }

  @Test
  void aRequestThatWasOvertakenChangesNothing() {
    register(CONTACT + "Expires: 120\n");
    sequence -= 2;
    callId = "r1";
    String stale = CONTACT + "Expires: 0\n";
    edge.receive(STRANGER, request("REGISTER", "bob", stale).replace("branch=", "branch=z9hG4bKx"));
    String right = answer(edge.next("401"), "bob", "secret");
    edge.receive(
        STRANGER, request("REGISTER", "bob", stale + right).replace("branch=", "branch=z9hG4bKx"));
    assertThat(edge.next("500").header("Warning")).contains("CSeq");
    assertThat(bindings()).hasSize(1);
  }

  @Test
  void aClientThatStartedAnewMayReplaceWhatItHad() {
    register(CONTACT + "Expires: 120\n");
    callId = "r2";
    sequence = 0;
    assertThat(register(CONTACT.replace(";ob", ";x=y") + "Expires: 0\n").headers("Contact"))
        .isEmpty();
  }

  @Test
  void nobodyRegistersForAnother() {
    edge.receive(STRANGER, request("REGISTER", "bob", CONTACT));
    String right = answer(edge.next("401"), "bob", "secret");
    edge.receive(
        STRANGER,
        request("REGISTER", "bob", CONTACT + right).replace("To: <sip:bob@", "To: <sip:carl@"));
    edge.next("403 Forbidden");
    assertThat(edge.registrations.size()).isZero();
  }

  @Test
  void aTrunkThatMayNotRegisterIsToldSoOnceItHasShownWhoItIs() {
    assertThat(register("carl", CONTACT).firstLine()).isEqualTo("SIP/2.0 405 Method Not Allowed");
    edge.receive(CALLER, request("REGISTER", "+33123456789", CONTACT));
    assertThat(edge.next("405").header("Allow")).isEqualTo("INVITE, ACK, CANCEL, BYE");
  }

  @Test
  void aTrunkThatMayAskIsToldThatTheEdgeIsThere() {
    edge.receive(new InetSocketAddress("192.0.2.77", 5060), request("OPTIONS", "x", ""));
    Sent answer = edge.next("200 OK");
    assertThat(answer.header("Allow")).isEqualTo("INVITE, ACK, CANCEL, BYE, OPTIONS");
    assertThat(answer.header("Accept")).isEqualTo("application/sdp");
    edge.receive(CALLER, request("OPTIONS", "x", ""));
    edge.next("405 Method Not Allowed");
  }

  @Test
  void whoHasRegisteredMayAskFromThere() {
    edge.receive(STRANGER, request("OPTIONS", "bob", ""));
    assertThat(edge.unread()).isZero();
    register(CONTACT);
    edge.receive(STRANGER, request("OPTIONS", "bob", ""));
    assertThat(edge.next("200 OK").header("Allow"))
        .isEqualTo("INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER");
    edge.receive(new InetSocketAddress(STRANGER.getAddress(), 5999), request("OPTIONS", "bob", ""));
    edge.next("405 Method Not Allowed");
  }

  /** A PBX registers its users from one address and port. */
  @Test
  void twoTrunksRegisterFromOneSocketAndLeaveAlone() {
    register(CONTACT);
    String door = "Contact: <sip:dora@10.0.0.5:5066;ob>\n";
    assertThat(register("dora", door).headers("Contact"))
        .singleElement()
        .asString()
        .startsWith("<sip:dora@10.0.0.5:5066;ob>");
    assertThat(edge.registrations.trunksAt(STRANGER, edge.clock.nanos()))
        .containsExactlyInAnyOrder("phone", "door");
    edge.receive(STRANGER, request("OPTIONS", "bob", ""));
    edge.next("200 OK");

    register("dora", door + "Expires: 0\n");
    assertThat(bindings()).hasSize(1);
    assertThat(edge.registrations.trunksAt(STRANGER, edge.clock.nanos())).containsExactly("phone");
    edge.receive(STRANGER, request("OPTIONS", "bob", ""));
    edge.next("200 OK");

    register("dora", door);
    register(CONTACT + "Expires: 0\n");
    assertThat(edge.registrations.of("door", edge.clock.nanos())).hasSize(1);
    edge.receive(STRANGER, request("OPTIONS", "dora", ""));
    edge.next("405 Method Not Allowed");
  }

  @Test
  void otherMethodsAreStillNobodys() {
    for (String method : List.of("SUBSCRIBE", "MESSAGE", "REFER", "FOO")) {
      edge.receive(CALLER, request(method, "x", ""));
      edge.next("405 Method Not Allowed");
      edge.receive(STRANGER, request(method, "x", ""));
      assertThat(edge.unread()).isZero();
    }
  }
}
