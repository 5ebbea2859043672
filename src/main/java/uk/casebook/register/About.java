package uk.casebook.register;

import java.util.List;
import java.util.Map;
import uk.casebook.register.RegisterResponse.Attribution;
import uk.casebook.register.RegisterResponse.Licence;

/** The parts of the root document that stay the same: {@code about.json}. */
record About(
    String name,
    String description,
    Licence licence,
    List<Attribution> attribution,
    Map<String, String> links) {}
