package org.stereobridge.simulator.internal.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.stereobridge.simulator.internal.RefusedException;

/** The members of one JSON object, each read once and checked; what is wrong is told with its path. */
final class JsonFields {

    private static final int LONGEST_SHOWN = 40;

    private final String file;
    private final String path;
    private final Map<?, ?> members;

    /**
     * @param path of the object within the file, empty for the whole
     * @param allowed names of all members that it may have
     */
    JsonFields(String file, String path, Object value, List<String> allowed) throws RefusedException {
        this.file = file;
        this.path = path;
        if (!(value instanceof Map<?, ?> map)) {
            throw refused("not an object", "", "give {" + String.join(", ", allowed) + "}");
        }
        members = map;
        for (Object name : members.keySet()) {
            if (!allowed.contains(name)) {
                throw refused("unknown field", (String) name,
                        "allowed here: " + allowed.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    /** The member, null where there is none. */
    Object get(String name) {
        return members.get(name);
    }

    double number(String name, double fallback, double min, double max) throws RefusedException {
        return optionalNumber(name, min, max).orElse(fallback);
    }

    double number(String name, double min, double max) throws RefusedException {
        return optionalNumber(name, min, max).orElseThrow(() -> missing(name, "give " + range(min, max)));
    }

    OptionalDouble optionalNumber(String name, double min, double max) throws RefusedException {
        Object value = members.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!(value instanceof BigDecimal decimal)) {
            throw refused("not a number: " + shown(value), name, "give " + range(min, max));
        }
        double number = decimal.doubleValue();
        if (!(number >= min && number <= max)) {
            throw refused("out of range: " + shown(value), name, "give " + range(min, max));
        }
        return OptionalDouble.of(number);
    }

    long whole(String name, long fallback, long min, long max) throws RefusedException {
        Object value = members.get(name);
        if (value == null) {
            return fallback;
        }
        String remedy = "give a whole number, " + min + " to " + max;
        if (!(value instanceof BigDecimal decimal)) {
            throw refused("not a number: " + shown(value), name, remedy);
        }
        try {
            // Compared first: the digits of 1e999999999 are better not written out.
            if (decimal.compareTo(BigDecimal.valueOf(min)) >= 0 && decimal.compareTo(BigDecimal.valueOf(max)) <= 0) {
                return decimal.longValueExact();
            }
        } catch (ArithmeticException e) {
            throw refused("not a whole number: " + shown(value), name, remedy);
        }
        throw refused("out of range: " + shown(value), name, remedy);
    }

    boolean truth(String name, boolean fallback) throws RefusedException {
        Object value = members.get(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw refused("not true or false: " + shown(value), name, "give true or false");
    }

    /** @param remedy what to do where there is none, or no text */
    String text(String name, String fallback, String remedy) throws RefusedException {
        Object value = members.get(name);
        if (value == null && fallback != null) {
            return fallback;
        }
        if (value instanceof String text) {
            return text;
        }
        throw value == null ? missing(name, remedy) : refused("not a text: " + shown(value), name, remedy);
    }

    /** @param remedy what to do where it is none */
    List<?> list(String name, String remedy) throws RefusedException {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw refused("not a list: " + shown(value), name, remedy);
    }

    RefusedException missing(String name, String remedy) {
        return refused("missing", name, remedy);
    }

    RefusedException refused(String what, String name, String remedy) {
        String place = path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
        String where = place.isEmpty() ? file : file + ": " + place;
        return new RefusedException(RefusedException.CONTENT, what, where, remedy);
    }

    static String shown(Object value) {
        if (value instanceof Map || value instanceof List) {
            return value instanceof Map ? "an object" : "a list";
        }
        String text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }

    private static String range(double min, double max) {
        return plain(min) + " to " + plain(max);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
