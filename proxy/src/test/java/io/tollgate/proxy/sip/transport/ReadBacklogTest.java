package io.tollgate.proxy.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadBacklogTest {
  private final ReadBacklog backlog = new ReadBacklog(3);

  private long read(int datagrams, long begin) {
    long since = 0;
    for (int i = 0; i < datagrams; i++) {
      since = backlog.read(begin + i);
    }
    backlog.complete();
    return since;
  }

  @Test
  void whatAReadBringsMayHaveWaitedSinceItBegan() {
    assertThat(read(2, 100)).isEqualTo(100);
    assertThat(read(3, 200)).isEqualTo(200);
  }

  @Test
  void whatComesAfterAFullReadMayBeAsOldAsThat() {
    read(3, 100);
    assertThat(read(3, 200)).isEqualTo(100);
    assertThat(read(1, 300)).isEqualTo(100);
    assertThat(read(1, 400)).as("after a read that emptied the socket").isEqualTo(400);
  }
}
