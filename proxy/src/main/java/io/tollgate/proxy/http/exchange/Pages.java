package io.tollgate.proxy.http.exchange;

import java.util.List;

/** The handlers that show one source, or change it. */
public interface Pages {
  /** Which requests they answer. */
  List<Route> routes();
}
