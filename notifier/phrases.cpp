#include "notifier/phrases.hpp"

#include <array>

namespace sawthis::notifier {

namespace {

template <std::size_t n>
using Set = std::array<std::string_view, n>;

// A phrase never begins with {watch}: it may be written small ("soft robotics").
constexpr Set<5> kCompany{
    "I came across this about {watch} and thought of you:",
    "I saw {watch} in the news and wondered how it looks from where you sit:",
    "You may know this already, but this piece about {watch} made me think of you:",
    "A story about {watch} crossed my path, and you were my first thought:",
    "When I read this about {watch}, you came to mind:",
};
constexpr Set<5> kTeam{
    "There is news of {watch}, so of course I thought of you:",
    "You will have seen this long before me, but I read about {watch} and thought of you:",
    "I can't read about {watch} without thinking of you:",
    "I saw this about {watch} and wondered what you make of it:",
    "Here is one about {watch}. I'm curious how you see it:",
};
constexpr Set<5> kInterest{
    "I remembered that you care about {watch} when I read this:",
    "I came across this on {watch} and thought you might like it:",
    "Reading about {watch}, I thought you should see this one:",
    "This is about {watch}, so I had to pass it on to you:",
    "Do you know this one on {watch}? It made me think of you:",
};
constexpr Set<5> kProject{
    "This made me think of what you are working on:",
    "I remembered your project when I read this:",
    "I don't know whether it helps, but this seemed close to what you are working on:",
    "I saw this and thought of your project. Maybe it saves you some digging:",
    "Perhaps there is something in this for your project:",
};
constexpr Set<5> kIndustry{
    "Here is something from your field, in case it has not reached you yet:",
    "You would know better than I do what to make of this:",
    "I read this about {watch} and wondered how you see it:",
    "This is closer to your world than to mine, so I thought of you:",
    "I would like to know what somebody in {watch} thinks of this:",
};
constexpr Set<5> kPlace{
    "There is news from {watch}, so I thought of you:",
    "I saw {watch} in the news and thought of you:",
    "Reading this about {watch} made me think of you:",
    "This is from your part of the world; you may have seen it already:",
    "When I read this about {watch}, I wondered how things are with you:",
};
constexpr Set<4> kPerson{
    "I saw this about {watch} and thought of you:",
    "I read about {watch} and was reminded of you:",
    "You may have seen this about {watch} already; I thought of you:",
    "When {watch} came up in the news, I thought of you:",
};
constexpr Set<4> kRole{
    "I read this and wondered how it looks from your chair:",
    "You would be the person to ask about this:",
    "This touches your line of work, so I thought of you:",
    "This seemed meant for somebody who does what you do:",
};
constexpr Set<4> kOwnName{
    "I was reading this, and there was your name:",
    "I came across your name here:",
    "I saw you mentioned in this one:",
    "Look who I found in the news:",
};
constexpr Set<5> kWithoutWatch{
    "I saw this and thought of you:",
    "I read this and you came to mind:",
    "This made me think of you:",
    "I came across this and wondered what you make of it:",
    "You were my first thought when I read this:",
};
constexpr Set<3> kHardNews{
    "I read this and have been thinking of you.",
    "I saw this news, and you came to mind.",
    "I have just read this and wanted to write to you.",
};
constexpr Set<4> kSetback{
    "Not what you were hoping to read about {watch}, I know:",
    "I saw this about {watch} and felt for you:",
    "There is better news of {watch} on other days, but I thought of you:",
    "I read this about {watch} and wondered how you take it:",
};

constexpr Set<4> kToNewContact{
    "No need to answer.",
    "I hope all is well with you.",
    "I hope you are having a good week.",
    "Just so that you have seen it.",
};
constexpr Set<4> kToContact{
    "I hope you are well.",
    "How are things with you?",
    "I hope your week is going well.",
    "All good with you?",
};
constexpr Set<4> kToFriend{
    "How are you these days?",
    "Let's catch up soon.",
    "Tell me how you are when you have a moment.",
    "I'd love to hear how you are.",
};
constexpr Set<3> kAfterHardNews{
    "No need to answer.",
    "If there is anything I can do, tell me.",
    "I am here if you want to talk.",
};

constexpr Set<3> kRemarksOnAge{
    "(It is a few days old, so you may well have seen it.)",
    "(Not today's news, but it only reached me now.)",
    "(I am late with this one, I know.)",
};

constexpr Set<4> kSubjectsWithWatch{
    "Saw this about {watch}",
    "{watch} in the news",
    "Have you seen this about {watch}?",
    "One about {watch}",
};
constexpr Set<4> kSubjects{
    "Saw this, thought of you",
    "Have you seen this?",
    "One for you, perhaps",
    "In case you missed it",
};

}  // namespace

Phrases openings_for(Facet facet) {
    switch (facet) {
        case Facet::company:
            return kCompany;
        case Facet::team:
            return kTeam;
        case Facet::industry:
            return kIndustry;
        case Facet::interest:
            return kInterest;
        case Facet::project:
            return kProject;
        case Facet::place:
            return kPlace;
        case Facet::person:
            return kPerson;
        case Facet::role:
            return kRole;
    }
    return kWithoutWatch;
}

Phrases openings_for_own_name() {
    return kOwnName;
}
Phrases openings_without_watch() {
    return kWithoutWatch;
}
Phrases openings_for_hard_news() {
    return kHardNews;
}
Phrases openings_for_setback() {
    return kSetback;
}

Phrases closings_for(std::optional<Stage> stage) {
    if (!stage) return kToContact;
    switch (*stage) {
        case Stage::recognise:
        case Stage::know:
            return kToNewContact;
        case Stage::like:
        case Stage::trust:
            return kToContact;
        case Stage::support:
        case Stage::advocate:
        case Stage::friendship:
            return kToFriend;
    }
    return kToContact;
}

Phrases closings_for_hard_news() {
    return kAfterHardNews;
}
Phrases remarks_on_age() {
    return kRemarksOnAge;
}
Phrases subjects_with_watch() {
    return kSubjectsWithWatch;
}
Phrases subjects_without_watch() {
    return kSubjects;
}

}  // namespace sawthis::notifier
