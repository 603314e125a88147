package tireless.kubernetes.objects;

import java.util.List;

/** Texts that Kubernetes shall hand over as they are: in commands and values of variables it takes {@code $(NAME)} for a variable, and {@code $$} for a dollar. */
final class Literal {
    private Literal() {}

    static String of(String text) {
        StringBuilder literal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            literal.append(character);
            boolean read = i + 1 < text.length() && (text.charAt(i + 1) == '$' || text.charAt(i + 1) == '(');
            if (character == '$' && read) {
                literal.append('$');
            }
        }
        return literal.toString();
    }

    static List<String> of(List<String> words) {
        return words.stream().map(Literal::of).toList();
    }
}
