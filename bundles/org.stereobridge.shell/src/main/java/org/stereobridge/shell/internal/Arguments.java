package org.stereobridge.shell.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the owner types: figures, and names of things that are there. */
final class Arguments {

    private Arguments() {
    }

    /** A thing that is called by its id or its name. */
    record Named(String id, String name) {

        /** For people: both, as they are known. */
        @Override
        public String toString() {
            return Words.name(name) + " (" + Words.name(id) + ")";
        }
    }

    /**
     * By id or else by name, whatever the case; empty where nothing is so called.
     *
     * @param things what they are, in the plural
     */
    static Optional<Named> find(String wanted, String things, List<Named> present) {
        List<Named> found = matching(present, thing -> thing.id().equalsIgnoreCase(wanted));
        if (found.isEmpty()) {
            found = matching(present, thing -> thing.name().equalsIgnoreCase(wanted));
        }
        if (found.size() > 1) {
            throw new CommandRefused("several " + things + " are called \"" + wanted + "\": name one by its id, "
                    + String.join(" or ", found.stream().map(thing -> Words.name(thing.id())).toList()));
        }
        return found.stream().findFirst();
    }

    private static List<Named> matching(List<Named> present, Predicate<Named> isCalledSo) {
        return present.stream().filter(isCalledSo).toList();
    }

    /** @param why there is none, where there is none */
    static <S> S present(S service, String why) {
        if (service == null) {
            throw new CommandRefused(why);
        }
        return service;
    }

    static double number(String text, String allowed) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The refusal below says what is allowed.
        }
        throw new CommandRefused(allowed + ": " + text);
    }
}
