package io.tollgate.proxy.sip.transport;

import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.net.Transport;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A listening point without a socket: what is sent is told, and connections break when told to. */
public final class RecordingPoint extends ListeningPoint {
  private final Outlet outlet;
  private final List<Consumer<Unreachable>> watchers = new ArrayList<>();

  /** Told what was sent, and where to. */
  @FunctionalInterface
  public interface Outlet {
    /** A message to {@code peer}, by the connection of {@code flow} where there is one. */
    void sent(byte[] message, InetSocketAddress peer, InetSocketAddress flow);
  }

  /** A point at this address. */
  public RecordingPoint(
      LoopStack stack, Transport transport, InetSocketAddress bound, Outlet outlet) {
    super(stack, transport, bound, bound.getAddress().getHostAddress(), bound.getPort());
    this.outlet = outlet;
  }

  /** All connections fail. */
  public void breakConnections() {
    List<Consumer<Unreachable>> told = List.copyOf(watchers);
    watchers.clear();
    told.forEach(watcher -> watcher.accept(Unreachable.CONNECTION));
  }

  /** How many wait to hear that their connection broke. */
  public int watchers() {
    return watchers.size();
  }

  @Override
  public PeerChannel channelTo(InetSocketAddress peer, InetSocketAddress flow) {
    return new PeerChannel(this, peer) {
      @Override
      public void send(byte[] message) {
        outlet.sent(message, peer, flow);
      }

      @Override
      public ConnectionWatch whenBroken(Consumer<Unreachable> broken) {
        watchers.add(broken);
        return () -> watchers.remove(broken);
      }
    };
  }

  @Override
  public int getMaximumMessageSize() {
    return Integer.MAX_VALUE;
  }
}
