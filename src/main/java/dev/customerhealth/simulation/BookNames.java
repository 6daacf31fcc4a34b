package dev.customerhealth.simulation;

import java.util.ArrayList;
import java.util.List;

/** Names that make a book readable; made up, like everything in it. */
final class BookNames {
  private static final List<String> FIRST =
      List.of(
          "Amber",
          "Quiet",
          "Copper",
          "Northern",
          "Silver",
          "Cedar",
          "Bright",
          "Granite",
          "Harbor",
          "Juniper",
          "Lunar",
          "Maple",
          "Noble",
          "Ocean",
          "Prairie",
          "Quartz",
          "River",
          "Solar",
          "Timber",
          "Velvet",
          "Willow",
          "Crimson",
          "Arctic",
          "Golden");
  private static final List<String> SECOND =
      List.of(
          "Logistics",
          "Analytics",
          "Foods",
          "Robotics",
          "Clinics",
          "Energy",
          "Media",
          "Insurance",
          "Textiles",
          "Software",
          "Travel",
          "Capital",
          "Studios",
          "Mobility",
          "Learning",
          "Materials",
          "Partners",
          "Systems",
          "Farms",
          "Networks");
  private static final List<String> INDUSTRIES =
      List.of(
          "logistics",
          "software",
          "food",
          "manufacturing",
          "healthcare",
          "energy",
          "media",
          "insurance",
          "retail",
          "travel",
          "finance",
          "education");
  private static final List<String> MANAGERS =
      List.of(
          "Dana Brook",
          "Milo Hart",
          "Ines Vale",
          "Theo Lund",
          "Rosa Pike",
          "Omar Finch",
          "Lena Frost",
          "Jude Marsh",
          "Nia Stone",
          "Felix Oak");
  private static final List<String> FEATURES =
      List.of(
          "dashboards",
          "reports",
          "exports",
          "alerts",
          "search",
          "comments",
          "templates",
          "automations",
          "integrations",
          "forecasts",
          "approvals",
          "audit-log",
          "api",
          "imports",
          "permissions",
          "scheduling",
          "mobile",
          "ai-assistant",
          "benchmarks",
          "data-quality");

  private BookNames() {}

  /** Unique within a book: a number is added once the combinations are used up. */
  static String company(int index) {
    int combinations = FIRST.size() * SECOND.size();
    // A step without a common factor visits every combination before it repeats one.
    int pick = (int) ((index * 101L) % combinations);
    String name = FIRST.get(pick % FIRST.size()) + " " + SECOND.get(pick / FIRST.size());
    return index < combinations ? name : name + " " + (index / combinations + 1);
  }

  static String industry(int index) {
    return INDUSTRIES.get(index % INDUSTRIES.size());
  }

  static String manager(int index) {
    return MANAGERS.get(index % MANAGERS.size());
  }

  static int managers() {
    return MANAGERS.size();
  }

  static List<String> features(int count) {
    return new ArrayList<>(FEATURES.subList(0, Math.min(count, FEATURES.size())));
  }
}
