package io.tollgate.proxy.sip.transport;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;

/** What stands between a connection's bytes and its messages: nothing, or TLS. */
public interface StreamSecurity {
  /** Plain TCP. */
  StreamSecurity NONE =
      new StreamSecurity() {
        @Override
        public boolean isPlain() {
          return true;
        }

        @Override
        public void secureAccepted(Channel channel) {}

        @Override
        public void secureOpened(Channel channel, InetSocketAddress peer) {}

        @Override
        public List<String> identities(Channel channel) {
          return List.of();
        }
      };

  /** Whether there is nothing to wait for once a connection is there. */
  boolean isPlain();

  /** Adds to the pipeline of a connection that a peer opened. */
  void secureAccepted(Channel channel);

  /** Adds to the pipeline of a connection of ours to {@code peer}. */
  void secureOpened(Channel channel, InetSocketAddress peer);

  /** The names in the peer's certificate, after the handshake; empty where it showed none. */
  List<String> identities(Channel channel);
}
