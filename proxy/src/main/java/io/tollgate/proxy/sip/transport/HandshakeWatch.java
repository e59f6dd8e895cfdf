package io.tollgate.proxy.sip.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Promise;
import java.nio.channels.ClosedChannelException;

/** Says when the TLS handshake of a connection is over, and how. Then it leaves the pipeline. */
final class HandshakeWatch extends ChannelInboundHandlerAdapter {
  private final Promise<Void> shaken;

  HandshakeWatch(Promise<Void> shaken) {
    this.shaken = shaken;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      context.pipeline().remove(this);
      if (handshake.isSuccess()) {
        shaken.trySuccess(null);
      } else {
        shaken.tryFailure(handshake.cause());
      }
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    shaken.tryFailure(new ClosedChannelException());
    context.fireChannelInactive();
  }
}
