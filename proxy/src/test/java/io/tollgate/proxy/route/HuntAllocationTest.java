package io.tollgate.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tollgate.proxy.trunk.RouteOrder;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.number.E164;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call's way costs in memory, whatever its order: the hunt and what it gives out. */
class HuntAllocationTest {
  private static final E164 MOBILE = E164.of("+436641234567");
  private static final int CARRIERS = 20;
  private static final int GATEWAYS_EACH = 10;
  private static final int CALLS = 2_000;

  /**
   * In bytes: a hunt with a bit a gateway (136) and a place (56), as long as nothing is optimised
   * away. Costs of twenty carriers would be 176, and the charges to compare by as much again.
   */
  private static final int MOST = 256;

  private static final Cost CHEAP = new Cost.Known(Ways.tariff("0.0100", "USD"));

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Every carrier charges the same. */
  private static final class Costs implements CostTable {
    @Override
    public Cost cost(String carrier, E164 to, Optional<E164> from) {
      return CHEAP;
    }

    @Override
    public long estimate(
        String carrier, E164 to, Optional<E164> from, String currency, long seconds) {
      return 30_000_000;
    }
  }

  private static RouteSelector routes() {
    List<Carrier> carriers = new ArrayList<>();
    for (int c = 0; c < CARRIERS; c++) {
      List<Gateway> gateways = new ArrayList<>();
      for (int g = 0; g < GATEWAYS_EACH; g++) {
        gateways.add(new Gateway("g" + g, "c" + c, new InetSocketAddress("192.0.2.1", 5060 + g)));
      }
      carriers.add(new Carrier("c" + c, gateways));
    }
    return new RouteSelector(carriers);
  }

  @ParameterizedTest
  @EnumSource(RouteOrder.class)
  void noOrderNeedsRoomOfItsOwn(RouteOrder order) {
    RouteSelector routes = routes();
    Costs costs = new Costs();
    RouteRequest request =
        new RouteRequest(
            MOBILE, Optional.empty(), Ways.PRICE, new RoutePolicy(order, false), "fra", 7);
    call(routes, request, costs); // the first one finds out what is kept
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      call(routes, request, costs);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
    assertThat(each).as("bytes a call").isPositive().isLessThanOrEqualTo(MOST);
  }

  private static void call(RouteSelector routes, RouteRequest request, CostTable costs) {
    routes.hunt(request, costs).seize(0).orElseThrow().release(0);
  }
}
