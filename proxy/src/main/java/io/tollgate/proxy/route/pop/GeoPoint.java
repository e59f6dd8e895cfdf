package io.tollgate.proxy.route.pop;

/**
 * A place on Earth.
 *
 * @param latitude degrees north, −90 to 90
 * @param longitude degrees east, −180 to 180
 */
public record GeoPoint(double latitude, double longitude) {
  /** The Earth's mean radius (IUGG). */
  private static final double EARTH_KM = 6371.0088;

  public GeoPoint {
    if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) {
      throw new IllegalArgumentException(
          latitude + ", " + longitude + " is nowhere on Earth; write degrees north and east");
    }
  }

  private static boolean isWithin(double degrees, double limit) {
    return degrees >= -limit && degrees <= limit; // and not NaN
  }

  /** The distance along the great circle (haversine formula). */
  public double kilometresTo(GeoPoint other) {
    double north = Math.toRadians(other.latitude - latitude) / 2;
    double east = Math.toRadians(other.longitude - longitude) / 2;
    double chord =
        square(Math.sin(north))
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * square(Math.sin(east));
    return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  private static double square(double x) {
    return x * x;
  }
}
