package io.tollgate.proxy.http.exchange;

import java.io.IOException;
import java.io.InputStream;

/** What came with a request, read when it is asked for and only as far as its route allows. */
public final class RequestBody {
  private final InputStream stream;
  private final int limit;

  /**
   * The rest of a request.
   *
   * @param limit in bytes
   */
  public RequestBody(InputStream stream, int limit) {
    this.stream = stream;
    this.limit = limit;
  }

  /**
   * All of it; can be read once.
   *
   * @throws BadRequestException where it is longer than the route allows (413) or breaks off
   */
  public byte[] bytes() throws BadRequestException {
    try {
      byte[] read = stream.readNBytes(limit);
      if (read.length == limit && stream.read() >= 0) {
        throw BadRequestException.tooLong(limit);
      }
      return read;
    } catch (IOException e) {
      throw new BadRequestException("the body breaks off");
    }
  }
}
