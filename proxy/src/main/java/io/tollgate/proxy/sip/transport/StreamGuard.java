package io.tollgate.proxy.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a connection's pipeline: hands its messages on, and closes it where the peer is silent
 * for too long, takes too long over one message, or sends what is none. Of a peer that sends faster
 * than its messages are dealt with nothing more is read meanwhile.
 *
 * <p>Confined to the connection's loop, apart from {@link #taken}.
 */
final class StreamGuard extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(StreamGuard.class);

  private static final int MANY_WAITING = 64;
  private static final int FEW_WAITING = 16;

  /** The answer to what could not be understood has left by then. */
  private static final long FAREWELL_SECONDS = 1;

  private final SipFrameDecoder decoder;
  private final StreamLimits limits;
  private final InetSocketAddress source;
  private final StreamInlet inlet;
  private final Channel channel;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Runnable taken = this::taken;
  private long lastRead = System.nanoTime();
  private boolean timing;

  StreamGuard(
      SipFrameDecoder decoder,
      StreamLimits limits,
      InetSocketAddress source,
      StreamInlet inlet,
      Channel channel) {
    this.decoder = decoder;
    this.limits = limits;
    this.source = source;
    this.inlet = inlet;
    this.channel = channel;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    checkIdleAfter(limits.idle().toNanos());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case byte[] frame -> {
        if (waiting.incrementAndGet() == MANY_WAITING) {
          channel.config().setAutoRead(false);
        }
        inlet.received(frame, source, taken);
      }
      case Unframeable what -> {
        inlet.unframeable(what, source);
        channel.eventLoop().schedule(() -> channel.close(), FAREWELL_SECONDS, TimeUnit.SECONDS);
      }
      default -> throw new IllegalStateException("the decoder makes no " + message.getClass());
    }
  }

  /** A message has been dealt with; from any thread. */
  private void taken() {
    if (waiting.decrementAndGet() == FEW_WAITING) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    lastRead = System.nanoTime();
    if (decoder.isHalfWay() && !timing) {
      timing = true;
      long begun = decoder.begun();
      channel
          .eventLoop()
          .schedule(() -> checkMessage(begun), limits.message().toNanos(), TimeUnit.NANOSECONDS);
    }
    context.fireChannelReadComplete();
  }

  private void checkMessage(long begun) {
    timing = false;
    if (decoder.isHalfWay() && decoder.begun() == begun) {
      LOG.debug("{} takes too long over one message", source);
      channel.close();
    } // else the next read starts the clock for what has begun since
  }

  private void checkIdleAfter(long nanos) {
    channel
        .eventLoop()
        .schedule(
            () -> {
              long left = limits.idle().toNanos() - (System.nanoTime() - lastRead);
              if (!channel.isOpen()) {
                return;
              }
              if (left <= 0) {
                channel.close();
              } else {
                checkIdleAfter(left);
              }
            },
            nanos,
            TimeUnit.NANOSECONDS);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("the connection with {} broke", source, cause);
    channel.close();
  }
}
