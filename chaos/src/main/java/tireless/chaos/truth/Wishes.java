package tireless.chaos.truth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.chaos.schedule.Crew;
import tireless.chaos.schedule.Order;

/**
 * Everything that may be desired of one resource, as its clients know: what was answered was done, what was refused was not, and
 * what got no answer was done or was not. Whoever calls sees to it that there is one command at a time.
 */
public final class Wishes {
    private final Crew crew;
    private Set<Wish> possible = Set.of(Wish.NOTHING);

    public Wishes(Crew crew) {
        this.crew = crew;
    }

    public Crew crew() {
        return crew;
    }

    /** The commands after which it runs, whatever is desired now. */
    public List<Order> wanting() {
        String name = crew.name();
        if (possible.stream().noneMatch(Wish::exists)) {
            return List.of(new Order.Apply(name, 1));
        }
        return possible.stream().allMatch(wish -> wish.on() && wish.replicas() > 0)
                ? List.of()
                : List.of(new Order.Scale(name, crew.replicas()), new Order.Resume(name));
    }

    /** It was done. What is said if it can not be. */
    public Optional<String> answered(Order order) {
        Set<Wish> before =
                possible.stream().filter(wish -> !wish.refuses(order)).collect(Collectors.toSet());
        if (before.isEmpty()) {
            return Optional.of("%s was carried out on %s".formatted(order, possible));
        }
        possible = before.stream().map(wish -> wish.after(order, crew)).collect(Collectors.toSet());
        return Optional.empty();
    }

    /** Whether it was done is not known. */
    public void unanswered(Order order) {
        Set<Wish> all = new LinkedHashSet<>(possible);
        possible.stream().map(wish -> wish.after(order, crew)).forEach(all::add);
        possible = all;
    }

    /** It was not done. What is said if there was no reason for that. */
    public Optional<String> refused(Order order, String why) {
        Set<Wish> before = possible.stream().filter(wish -> wish.refuses(order)).collect(Collectors.toSet());
        if (before.isEmpty()) {
            return Optional.of("%s was refused on %s: %s".formatted(order, possible, why));
        }
        possible = before;
        return Optional.empty();
    }

    /** This is how the server says that it is. What is said if it can not be. */
    public Optional<String> observed(Wish wish) {
        if (!possible.contains(wish)) {
            String problem = "%s is %s, and should be %s".formatted(crew.name(), wish, possible);
            possible = Set.of(wish);
            return Optional.of(problem);
        }
        possible = Set.of(wish);
        return Optional.empty();
    }
}
