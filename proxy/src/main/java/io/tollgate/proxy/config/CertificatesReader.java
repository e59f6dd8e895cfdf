package io.tollgate.proxy.config;

import io.tollgate.proxy.sip.tls.CertificateFiles;
import io.tollgate.proxy.sip.tls.TlsClientSettings;
import io.tollgate.proxy.sip.tls.TlsFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which certificates are shown and trusted, and looks into their files. */
final class CertificatesReader {
  private final Path folder;

  /** A reader; paths are relative to {@code folder}. */
  CertificatesReader(Path folder) {
    this.folder = folder;
  }

  /** {@code certificate} and {@code key}, or a list of such pairs; empty where there is neither. */
  List<CertificateFiles> shown(Section section) throws ConfigException {
    Optional<Field> several = section.find("certificates");
    if (several.isEmpty()) {
      return pair(section).map(List::of).orElse(List.of());
    }
    if (section.find("certificate").isPresent() || section.find("key").isPresent()) {
      throw several.get().wrong("there is a certificate beside it", "add that one to the list");
    }
    List<CertificateFiles> pairs = new ArrayList<>();
    for (Field item : several.get().someItems()) {
      Section entry = item.section("certificate", "key");
      entry.need("certificate", "tls/edge.pem");
      pairs.add(pair(entry).orElseThrow());
    }
    return pairs;
  }

  /** {@code certificate} and {@code key}, which go together. */
  private Optional<CertificateFiles> pair(Section section) throws ConfigException {
    Optional<Field> certificate = section.find("certificate");
    Optional<Field> key = section.find("key");
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    Field shown = section.need("certificate", "tls/edge.pem");
    CertificateFiles files =
        new CertificateFiles(
            Paths.in(folder, shown), Paths.in(folder, section.need("key", "tls/edge.key")));
    try {
      files.check();
    } catch (TlsFileException e) {
      throw shown.wrong(e.getMessage(), "name PEM files that belong together");
    }
    return Optional.of(files);
  }

  /** A file with certificates of authorities. */
  Optional<Path> authorities(Optional<Field> field) throws ConfigException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> file = Optional.of(Paths.in(folder, field.get()));
    try {
      new TlsClientSettings(file, Optional.empty()).check();
    } catch (TlsFileException e) {
      throw field.get().wrong(e.getMessage(), "name a PEM file with certificates of authorities");
    }
    return file;
  }

  /** {@code tls}: how connections to carriers are opened. */
  TlsClientSettings client(Section section) throws ConfigException {
    return new TlsClientSettings(authorities(section.find("authorities")), pair(section));
  }
}
