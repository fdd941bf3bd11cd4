package org.hybridface.messages;

/** The rule for a person's name, the same on the device, in the cloud and in the live page. */
public final class PersonName {

    private PersonName() {
    }

    /**
     * The name without white space at its ends.
     *
     * @throws InvalidMessageException when it is empty, longer than {@link Limits#NAME_CHARACTERS} or holds control characters
     */
    public static String require(String name) {
        String trimmed = name == null ? "" : name.strip();
        if (trimmed.isEmpty()) {
            throw new InvalidMessageException("'name' is empty");
        }
        if (trimmed.length() > Limits.NAME_CHARACTERS) {
            throw new InvalidMessageException("'name' is longer than " + Limits.NAME_CHARACTERS + " characters");
        }
        if (trimmed.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidMessageException("'name' holds control characters");
        }
        return trimmed;
    }
}
