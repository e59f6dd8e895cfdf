package io.tollgate.proxy.sip.transport;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JAIN-SIP's log, given to SLF4J under the name {@code jain-sip}. JAIN-SIP makes it by reflection,
 * from {@code gov.nist.javax.sip.STACK_LOGGER}.
 *
 * <p>Its debug log builds strings for every message; it stays off unless the logger is at TRACE.
 */
public final class EdgeStackLogger implements StackLogger {
  private static final Logger LOG = LoggerFactory.getLogger("jain-sip");

  private final boolean trace = LOG.isTraceEnabled();

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int traceLevel) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logException(Throwable ex) {
    LOG.warn("in the stack", ex);
  }

  @Override
  public void logDebug(String message) {
    LOG.trace(message);
  }

  @Override
  public void logDebug(String message, Exception ex) {
    LOG.trace(message, ex);
  }

  @Override
  public void logTrace(String message) {
    LOG.trace(message);
  }

  @Override
  public void logFatalError(String message) {
    LOG.error(message);
  }

  @Override
  public void logError(String message) {
    LOG.warn(message);
  }

  @Override
  public void logError(String message, Exception ex) {
    LOG.warn(message, ex);
  }

  @Override
  public void logWarning(String message) {
    LOG.warn(message);
  }

  @Override
  public void logInfo(String message) {
    LOG.debug(message);
  }

  @Override
  public boolean isLoggingEnabled() {
    return trace;
  }

  @Override
  public boolean isLoggingEnabled(int logLevel) {
    return trace || logLevel <= TRACE_WARN && logLevel != TRACE_NONE;
  }

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String buildTimeStamp) {}

  @Override
  public void setStackProperties(Properties stackProperties) {}

  @Override
  public String getLoggerName() {
    return "jain-sip";
  }
}
