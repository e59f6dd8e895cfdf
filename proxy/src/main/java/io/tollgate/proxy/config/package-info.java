/**
 * The configuration: one YAML file, read strictly into the settings records of the features. Every
 * mistake in it is one line that names file, line, field and remedy.
 */
package io.tollgate.proxy.config;
