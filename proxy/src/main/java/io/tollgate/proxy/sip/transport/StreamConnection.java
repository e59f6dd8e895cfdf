package io.tollgate.proxy.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.tollgate.proxy.cause.Unreachable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * One TCP or TLS connection, whoever opened it: calls of all loops send through it.
 *
 * <p>Safe for use by any thread; waits for nothing.
 */
final class StreamConnection {
  private final Channel channel;
  private final Future<?> ready;
  private final int backlog;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private volatile List<String> identities = List.of();

  /** Told once; two that look the same are two. */
  private static final class Watcher {
    private final Executor executor;
    private final Consumer<Unreachable> broken;

    Watcher(Executor executor, Consumer<Unreachable> broken) {
      this.executor = executor;
      this.broken = broken;
    }
  }

  /**
   * A connection.
   *
   * @param ready done when it is there: connected and, with TLS, the peer known for who it is
   * @param backlog bytes that may wait for the peer
   */
  StreamConnection(Channel channel, Future<?> ready, int backlog) {
    this.channel = channel;
    this.ready = ready;
    this.backlog = backlog;
    ready.addListener(
        connected -> {
          if (!connected.isSuccess()) {
            channel.close();
          }
        });
    channel.closeFuture().addListener(closed -> watchers.forEach(this::tell));
  }

  /** Sends a whole message: at once, or when the connection is there. */
  void send(byte[] message) {
    if (waiting.addAndGet(message.length) > backlog) {
      channel.close(); // the peer does not read; whoever waits for an answer hears of it
      return;
    }
    if (ready.isSuccess()) {
      write(message);
    } else {
      ready.addListener(
          connected -> {
            if (connected.isSuccess()) {
              write(message);
            }
          });
    }
  }

  private void write(byte[] message) {
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(message))
        .addListener(
            written -> {
              waiting.addAndGet(-message.length);
              if (!written.isSuccess()) {
                channel.close();
              }
            });
  }

  /**
   * Has {@code broken} told on {@code executor} when the connection breaks, or cannot be had, and
   * why.
   */
  ConnectionWatch whenBroken(Executor executor, Consumer<Unreachable> broken) {
    Watcher watcher = new Watcher(executor, broken);
    watchers.add(watcher);
    if (!isOpen()) {
      tell(watcher);
    }
    return () -> watchers.remove(watcher);
  }

  private Unreachable why() {
    return ready.isDone() && ready.cause() instanceof SSLException
        ? Unreachable.TLS
        : Unreachable.CONNECTION;
  }

  private void tell(Watcher watcher) {
    if (watchers.remove(watcher)) {
      Unreachable why = why();
      watcher.executor.execute(() -> watcher.broken.accept(why));
    }
  }

  /** The names in the peer's certificate, once it has been checked. */
  List<String> identities() {
    return identities;
  }

  void identified(List<String> names) {
    identities = List.copyOf(names);
  }

  /** Whether it can still be used. */
  boolean isOpen() {
    return !channel.closeFuture().isDone();
  }

  /** Closes it, after what was sent. */
  void close() {
    channel.close();
  }
}
