package io.tollgate.proxy.store;

import java.nio.file.Path;

/**
 * Where the node keeps what must survive it.
 *
 * @param file the SQLite database; its folder is made where it is missing
 */
public record StoreSettings(Path file) {}
