package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.fromCallee;
import static io.tollgate.proxy.sip.TestCaller.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.Trunk;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a BYE goes whose Contact is not where packets come from. */
class NatFlowTest {
  private static final InetSocketAddress SOURCE = new InetSocketAddress("203.0.113.5", 40_000);

  @ParameterizedTest
  @CsvSource({"AUTO, 203.0.113.5, 40000", "OFF, 10.0.0.5, 5062"})
  void aCallerIsReachedAsHisTrunkSays(Nat nat, String host, int port) {
    SipHarness edge =
        new SipHarness(
            Trunk.builder("office", SipHarness.ACME, AuthMode.LIST)
                .at(List.of(AddressPrefix.parse("203.0.113.0/24")))
                .cps(1000)
                .nat(nat)
                .build());
    edge.receive(
        SOURCE, TestCaller.invite().replace("caller@127.0.0.1:5061", "caller@10.0.0.5:5062"));
    edge.next("100");
    Sent invite = edge.next("INVITE");
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200");
    edge.next("ACK");
    edge.receive(SOURCE, TestCaller.within(answer, "ACK", "z9hG4bKack", 1, ""));
    edge.receive(CARRIER, fromCallee(invite, "callee", "BYE", 1));
    edge.next("200");
    Sent bye = edge.next("BYE sip:caller@10.0.0.5:5062");
    assertThat(bye.to()).isEqualTo(new InetSocketAddress(host, port));
  }

  @ParameterizedTest
  @CsvSource({"AUTO, 192.0.2.9, 5090", "OFF, 10.0.0.9, 5060"})
  void aCalledSideIsReachedAsItsCarrierSays(Nat nat, String host, int port) {
    SipHarness edge =
        new SipHarness(
            List.of(SipHarness.gateway().on(new GatewayTerms(Optional.empty(), false, false, nat))),
            CallerIdPolicy.ANY);
    Sent invite = new TestCaller(edge).ring();
    edge.receive(
        CARRIER,
        response(invite, 200, "callee", "", TestCaller.SDP)
            .replace("callee@192.0.2.9:5090", "callee@10.0.0.9"));
    edge.next("200");
    Sent ack = edge.next("ACK sip:callee@10.0.0.9");
    assertThat(ack.to()).isEqualTo(new InetSocketAddress(host, port));
  }
}
