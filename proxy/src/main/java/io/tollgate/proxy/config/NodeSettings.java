package io.tollgate.proxy.config;

import java.nio.file.Path;

/**
 * This process among its peers.
 *
 * @param id its name
 * @param pop the point of presence that it stands in, for records; "" where there is but one
 * @param data the folder for what the edge itself writes
 * @param watch whether the edge reads its configuration again by itself when the file changes
 */
public record NodeSettings(String id, String pop, Path data, boolean watch) {}
