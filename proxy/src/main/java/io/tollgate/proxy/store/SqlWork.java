package io.tollgate.proxy.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is done with a connection, inside one transaction that the store begins and ends. The work
 * neither commits nor closes the connection, and takes nothing of it along that lives on its
 * reading side.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface SqlWork<T> {

  /**
   * Does the work.
   *
   * @throws SQLException which rolls the transaction back
   */
  T on(Connection connection) throws SQLException;
}
