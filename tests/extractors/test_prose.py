"""Claims in sentences: what is found, how it is meant, and what is none."""

import pytest

from extractors.mention import Mention
from extractors.prose import find_mentions
from extractors.segment import tidy


def told(text: str) -> list[str]:
    """Each claim as `kind quote` and what is said of it, the parts that say nothing left out."""
    return [tell(mention, text) for mention in find_mentions(tidy(text)).mentions]


def tell(mention: Mention, text: str) -> str:
    bound = mention.quantity.bound if mention.quantity else None
    said = [
        bound if bound != "exact" else None,
        mention.direction,
        mention.basis,
        mention.relation,
        "averaged" if mention.averaged else None,
        f"over {mention.over}" if mention.over else None,
    ]
    return " ".join([mention.kind, text[mention.start : mention.end], *(f"[{part}]" for part in said if part)])


SCORES = [
    ("It has an F1 score of 27 points, and a mean average precision of 68%.", ["score 27 points", "score 68%"]),
    ("It reaches 85.05% unlabeled and 77.82% labeled attachment accuracy.", ["score 85.05%", "score 77.82%"]),
    ("Tagging is 90% +/- 2% accurate and parsing is 80% correct.", ["score 90%", "score 80%"]),
    ("The best one is the hybrid (43.71% PER).", ["score 43.71%"]),
    ("We propose a neural parser (92.08 F1 on news).", ["score 92.08"]),
    ("It is good for some languages (88% in Shona).", ["score 88%"]),
    ("Scores obtained for the tasks A, B and C are 0.73, 0.52 and 0.37.", ["score 0.73", "score 0.52", "score 0.37"]),
    ("The performances (macro F1) of our parser on A are 0.329.", ["score 0.329"]),
    ("It achieves 27 BLEU, getting up to 33 BLEU later.", ["score 27", "score 33 [up_to]"]),
    ("It reaches an accuracy of 91.3% on SST-2.", ["score 91.3%"]),
    ("Our parser scores 0.62, 0.71 and 0.66 F1.", ["score 0.62", "score 0.71", "score 0.66"]),
    ("We obtain 27.4 BLEU and 63.0 IoU.", ["score 27.4", "score 63.0"]),
    ("The tagger (micro-F1 = 0.76) is small.", ["score 0.76"]),
    ("Accuracy below 50% is common.", ["score 50% [at_most]"]),
    ("AUCs ranging from 71.5 to 77.6 were seen.", ["score 71.5 to 77.6"]),
    ("This lifts accuracy from 30% up to 100%.", ["score 30%", "score 100% [up_to]"]),
    ("It runs in 0.8s and converges within 2 hours.", ["score 0.8s", "score 2 hours [at_most]"]),
    ("The error rate of 36.4% drops to 4.2%.", ["score 36.4%", "score 4.2%"]),
    ("It wins by a hair (58.7 vs. 55.9 UAS).", ["score 58.7", "score 55.9"]),
    ("It reaches 39.9F1 on it.", ["score 39.9"]),
    ("The tagger achieved 44.00% of accuracy.", ["score 44.00%"]),
    ("It solves 56.9% of the school problems.", ["score 56.9%"]),
    ("F1 for the positive class of our final system is 0.79.", ["score 0.79"]),
    ("Agreement is high (κ = 0.765; P=0.82, R=0.58).", ["score 0.765", "score 0.82", "score 0.58"]),
    ("Ambiguity bounds its performance at 83.4%.", ["score 83.4%"]),
    ("The larger one has 11.4% and the smaller one has 0%.", ["score 11.4%", "score 0%"]),
    ("Kappas of 0.78/0.75/0.69 were measured.", ["score 0.78", "score 0.75", "score 0.69"]),
    ("un score de 0,80 et une précision de 62,5 %", ["score 0,80", "score 62,5 %"]),
    ("Eine Genauigkeit von 93,4 % wird erreicht.", ["score 93,4 %"]),
    ("The mean corruption error is 34.2%.", ["score 34.2%"]),
    ("a mean AUROC of 0.965 on the test set", ["score 0.965 [averaged]"]),
    ("Only some models exceed 50% accuracy on it.", ["score 50% [at_least]"]),
    ("The accuracy of the tagger exceeds 97% there.", ["score 97% [at_least]"]),
]
DELTAS = [
    ("The system out-performs a plain two-step system by 22%.", ["delta 22% [up] [unclear]"]),
    (
        "It improves the summarization accuracy up to 12.9 BLEU points over other techniques.",
        ["delta 12.9 BLEU points [up_to] [up] [absolute]"],
    ),
    (
        "We see improvements in accuracy on older data up to 7% compared to older parsers.",
        ["delta 7% [up_to] [up] [unclear]"],
    ),
    ("We see a gain in the relation score, 3.0 points over it.", ["delta 3.0 points [up] [absolute]"]),
    ("an improvement in speech quality: 1.5 BLEU points", ["delta 1.5 BLEU points [up] [absolute]"]),
    ("It reduces shortcuts (19 points in answer F1).", ["delta 19 points [down] [absolute]"]),
    ("We see consistent improvements (of up to 4.66%).", ["delta 4.66% [up_to] [up] [unclear]"]),
    ("a BLEU improvement over 3 points", ["delta 3 points [at_least] [up] [absolute]"]),
    ("It reduces errors by between 52% and 76%.", ["delta 52% and 76% [down] [unclear]"]),
    ("The new model improves about 6 BLEU.", ["delta 6 [about] [up] [absolute]"]),
    ("It outperforms BERT by 3.1 points.", ["delta 3.1 points [up] [absolute]"]),
    ("We see gains of 2.5% in mAP.", ["delta 2.5% [up] [unclear]"]),
    ("an 18.3% improvement over the baseline", ["delta 18.3% [up] [unclear]"]),
    (
        "It reduces the error by up to 12% and 8%.",
        ["delta 12% [up_to] [down] [unclear]", "delta 8% [up_to] [down] [unclear]"],
    ),
    ("a relative gain over all of the earlier baselines by 26%", ["delta 26% [up] [relative]"]),
    ("a relative drop of 15% in MRR", ["delta 15% [down] [relative]"]),
    ("a 13.3% absolute increase in F1", ["delta 13.3% [up] [absolute]"]),
    ("It gains +1.4 BLEU, averaged over 21 datasets.", ["delta +1.4 [up] [absolute] [averaged] [over 21]"]),
    ("It is up to 76% more efficient than the others.", ["delta 76% [up_to] [up] [unclear]"]),
    ("We push ROUGE by 5.44% on it.", ["delta 5.44% [up] [unclear]"]),
    ("Its accuracy is 86.7%, up by 5.6% absolute.", ["score 86.7%", "delta 5.6% [up] [absolute]"]),
    ("It parses 0.6 ELAS higher than the baseline.", ["delta 0.6 [up] [absolute]"]),
    ("This adds 1.1 BLEU to the baseline.", ["delta 1.1 [up] [absolute]"]),
    ("We see a 52% improvement in processing time.", ["delta 52% [down] [unclear]"]),
    ("It beats SOTA by an impressive average of 8 points.", ["delta 8 points [up] [absolute] [averaged]"]),
    ("It outperforms earlier systems up to 4.4% on them.", ["delta 4.4% [up_to] [up] [unclear]"]),
    ("It reaches results within 1.5 points of human ones.", ["delta 1.5 points [at_most] [down] [absolute]"]),
    ("It wins by a large extent (9.7% on one half of it).", ["delta 9.7% [up] [unclear]"]),
    (
        "We gain 2.4/2.3/1.1 points in MRR, MAP and F1.",
        ["delta 2.4 [up] [absolute]", "delta 2.3 [up] [absolute]", "delta 1.1 points [up] [absolute]"],
    ),
    ("while saving 25% GFLOPs", ["delta 25% [down] [unclear]"]),
    ("All systems lag >20% behind humans.", ["delta 20% [at_least] [down] [unclear]"]),
    ("an average improvement of 6.1% across five corpora", ["delta 6.1% [up] [unclear] [averaged] [over 5]"]),
    ("about 3%-9% better in three of them", ["delta 3%-9% [about] [up] [unclear]"]),
]
RATIOS = [
    ("It speeds decoding up by 3.5x-6.7x.", ["ratio 3.5x-6.7x [up]"]),
    ("It is twice as fast and gives a two-fold speedup.", ["ratio twice [up]", "ratio two-fold [up]"]),
    ("It wins with 3% of the parameters.", ["ratio 3% [down]"]),
    ("It is over 10 000 times faster.", ["ratio 10 000 times [at_least] [up]"]),
    ("with 3x less training data", ["ratio 3x [down]"]),
    ("It needs 0.5x the memory and 1.5x the time.", ["ratio 0.5x [down]", "ratio 1.5x [up]"]),
    ("It uses half the parameters and is twice as fast.", ["ratio half [down]", "ratio twice [up]"]),
    ("It is smaller by a factor of 200 and faster by up to a factor of 2.5.", ["ratio 200 [down]", "ratio 2.5 [up]"]),
    ("It achieves more than 96.8% the performance of its teacher.", ["ratio 96.8% [at_least] [down]"]),
    (
        "It wins with only ~28% parameters and ~31% inference time of it.",
        ["ratio 28% [about] [down]", "ratio 31% [about] [down]"],
    ),
    ("It is an order of magnitude smaller.", ["ratio an order of magnitude [down]"]),
    ("We see 2 - 6x speed-ups on 45 of these datasets.", ["ratio 2 - 6x [up] [over 45]"]),
    ("It reduces memory by nearly 6x.", ["ratio 6x [about] [down]"]),
    ("with only 1% of the parameters of full tuning", ["ratio 1% [down]"]),
]
RANKS = [
    ("The results are competitive with systems that were trained on more.", ["rank competitive [on_par]"]),
    ("We demonstrate a new state-of-the-art single model result.", ["rank state-of-the-art [sota]"]),
    ("It outperforms many competitive cascaded and joint baselines.", ["rank outperforms [outperforms]"]),
    (
        "It outperforms BERT and is competitive with and without trees.",
        ["rank outperforms [outperforms]", "rank competitive [on_par]"],
    ),
    (
        "Our model was ranked 57th of 103 in task A, 39th in task B and 44th in task C.",
        ["rank ranked 57th [place]", "rank 39th [place]", "rank 44th [place]"],
    ),
    ("It was ranked 27 / 54 in the task.", ["rank ranked 27 [place]"]),
    ("Our parser won the recent Visual Chat 2020 challenge.", ["rank won [place]"]),
    ("State-of-the-art results are obtained by our parser.", ["rank State-of-the-art [sota]"]),
    ("Simple counts are still state-of-the-art for it.", ["rank state-of-the-art [sota]"]),
    ("It leads to the best published results on it.", ["rank best [sota]"]),
    (
        "It performs favorably; we see favorable results compared to BERT.",
        ["rank performs favorably [outperforms]", "rank favorable [outperforms]"],
    ),
    ("If seen examples are few, it can match the performance of BERT.", ["rank match [on_par]"]),
    ("It does not require pretraining and outperforms BERT.", ["rank outperforms [outperforms]"]),
    ("Tools have shown promising results, and ours shows comparable results.", ["rank comparable [on_par]"]),
    (
        "It outperforms BERT and also shows significantly higher precision.",
        ["rank outperforms [outperforms]", "rank higher [outperforms]"],
    ),
    ("Our model outperforms GPT-4o on 12 tasks.", ["rank outperforms [outperforms] [over 12]"]),
    ("It achieves state-of-the-art results on both benchmarks.", ["rank state-of-the-art [sota] [over 2]"]),
    ("We set a new state of the art on ABC.", ["rank state of the art [sota]"]),
    ("This yields the best overall accuracy.", ["rank best [sota]"]),
    ("Its results are comparable to theirs.", ["rank comparable [on_par]"]),
    ("It matches or surpasses leading models.", ["rank matches or surpasses [on_par]"]),
    ("It runs on phones without sacrificing accuracy.", ["rank without sacrificing accuracy [on_par]"]),
    ("It produces better summaries than PEGASUS.", ["rank better [outperforms]"]),
    ("Our tagger performs worse than the baseline.", ["rank worse [underperforms]"]),
    ("The model underperforms a smaller one.", ["rank underperforms [underperforms]"]),
    ("Our team ranked third on the leaderboard.", ["rank ranked third [place]"]),
    ("We won first place in the challenge.", ["rank first place [place]"]),
    ("We won first place with a top-5 error of 15.3%.", ["rank first place [place]", "score 15.3%"]),
    ("It was ranked 27/45 in A, 29 / 54 in B.", ["rank ranked 27 [place]"]),
    ("Our parser reaches a rank of 28 out of 43.", ["rank rank of 28 [place]"]),
    ("We attained ranks 24/33, 11/29 and 15/26.", ["rank ranks 24 [place]", "rank 11 [place]", "rank 15 [place]"]),
    (
        "It ranked 3rd in A, 5th in B and second in C.",
        ["rank ranked 3rd [place]", "rank 5th [place]", "rank second [place]"],
    ),
    ("79th of 85 in task A, 34th of 43 in task B", ["rank 79th [place]", "rank 34th [place]"]),
    ("It tops the leaderboard.", ["rank tops [place]"]),
    ("This paper describes the winning system for task 7.", ["rank winning [place]"]),
    ("It leads to the best accuracy.", ["rank best [sota]"]),
    ("Japanese is the optimal source language.", ["rank optimal [sota]"]),
    ("Mixing them is most effective.", ["rank most effective [sota]"]),
    ("It achieves near-SOTA results.", ["rank near-SOTA [on_par]"]),
    ("They not only match but also exceed the full model.", ["rank match but also exceed [on_par]"]),
    ("It can reach or even outperform full tuning.", ["rank reach or even outperform [on_par]"]),
    (
        "It gains speed without increasing inference complexity.",
        ["rank without increasing inference complexity [on_par]"],
    ),
    (
        "It is on par with them in accuracy, but considerably faster.",
        ["rank on par with [on_par]", "rank faster [outperforms]"],
    ),
    ("The model shows a clear advantage over the baseline.", ["rank advantage [outperforms]"]),
    ("The perplexity is lower than that of the baseline.", ["rank lower [outperforms]"]),
    ("It has lower latency than BERT.", ["rank lower [outperforms]"]),
    ("Its performance is slightly lower than our best.", ["rank lower [underperforms]"]),
    ("It has a higher error than BERT.", ["rank higher [underperforms]"]),
    ("This explains why BERT outperforms ELMo.", ["rank outperforms [outperforms]"]),
    ("We present FooNet, which clearly performs better than BERT.", ["rank performs better [outperforms]"]),
    ("It shows competitive performance with the state of the art on tagging.", ["rank competitive [on_par]"]),
    ("It shows a fast performance with state-of-the-art accuracy.", ["rank state-of-the-art [sota]"]),
    ("It achieves competitive results with respect to the state of the art.", ["rank competitive [on_par]"]),
    ("It does not improve state-of-the-art performance.", ["rank does not improve state-of-the-art [underperforms]"]),
    ("Experiments have shown that it outperforms BERT.", ["rank outperforms [outperforms]"]),
    ("Our tagger performs above the majority baseline.", ["rank above [outperforms]"]),
    ("Its accuracy is still below the state of the art.", ["rank below [underperforms]"]),
    ("ABC shows a clear outperformance compared to BERT.", ["rank outperformance [outperforms]"]),
    ("We show that compared to topic models, ABC has better coherence.", ["rank better [outperforms]"]),
    ("It writes more detailed texts than BERT.", ["rank more detailed [outperforms]"]),
    ("Also, we match the performance of strong baselines.", ["rank match [on_par]"]),
    ("ABC falls short compared to transfer by translation.", ["rank falls short [underperforms]"]),
    ("ABC falls short on longer documents.", ["rank falls short [underperforms]"]),
    ("It is at par with the teacher.", ["rank at par with [on_par]"]),
    ("Ours gives higher-quality summaries than BERT.", ["rank higher-quality [outperforms]"]),
    ("Fine-tuning gave us the best results.", ["rank best [sota]"]),
    ("On long texts, results are state of the art despite fast decoding.", ["rank state of the art [sota]"]),
    ("Experiments on five corpora show the superiority of ABC.", ["rank superiority [outperforms] [over 5]"]),
]
SHARES_AND_SIZES = [
    ("At least 91% graphs are valid.", ["share 91% [at_least]"]),
    ("We saw 5% sad tweets and 95% other tweets.", ["share 5%", "share 95%"]),
    ("We compute scores of 8 standard metrics, and the accuracy of 12 sets.", ["size 8", "size 12"]),
    ("It trains only 20% of its total parameters.", ["share 20%"]),
    ("Less than 33% of datasets are licensed.", ["share 33% [at_most]"]),
    ("in up to 40.50% of cases", ["share 40.50% [up_to]"]),
    ("It holds over 5.3 million image-text pairs.", ["size 5.3 million [at_least]"]),
    ("106 medical datasets and 34 participants", ["size 106", "size 34"]),
    ("A group (N=178) took part.", ["size 178"]),
    ("a three billion parameter model", ["size three billion"]),
    ("with 40 hours of speech", ["size 40 hours"]),
    ("We trained it for three tasks on 14 datasets.", ["size 14"]),
    ("of which only 5 are public", ["size 5"]),
    ("5, 10 and 15% of labels", ["share 5", "share 10", "share 15%"]),
    ("It holds in 26% and 19% of sentences.", ["share 26%", "share 19%"]),
    ("There were 7157, 11972, 1288 and 9460 lemmas.", ["size 7157", "size 11972", "size 1288", "size 9460"]),
    ("a set of 250 English and Spanish app store reviews", ["size 250"]),
    ("A corpus of Russian (174 news reports) is given.", ["size 174"]),
    ("The corpus has 24, 000 sentences and 10'000 words.", ["size 24, 000", "size 10'000"]),
    ("The corpus exceeds 10,000 words.", ["size 10,000 [at_least]"]),
    ("It is spoken by over a hundred million people.", ["size a hundred million [at_least]"]),
    ("Roughly a quarter of the remaining errors and 2/3 of the users stay.", ["share a quarter [about]", "share 2/3"]),
    ("Some layers hold a significant amount (17-60%) of it.", ["share 17-60%"]),
]
RATIOS_ALONE = [
    ("It is more than twice as fast as BERT.", ["ratio twice [up]"]),
    ("It is as fast as BERT.", ["rank as fast as [on_par]"]),
]
NOTHING = [
    "Experiments show that a state-of-the-art tree model suffers performance loss under this drift.",
    "We estimate the likelihood that one parser will outperform the other.",
    "A total of 12 hours were recorded, transcribed and segmented.",
    "This is how words are made in the first place.",
    "We are investigating which version of the parser achieves the highest recall.",
    "Parsers of this kind are attractive, despite results slightly below the state-of-the-art.",
    "The points of the curve improve as they are drawn over the map.",
    "We annotated 12% unlabeled and some labeled pages.",
    "The figures come from the first version of the paper.",
    "The temperature is far above the mark.",
    "The layers below the baseline block are frozen.",
    "The summary fell short.",
    "We match the names of people with their pages.",
    "The corpus has richer texts than older ones.",
    "It is easier to talk of the past than of the future.",
    "Such texts hold more grammatical slips than others.",
    "The method uses K + 1 networks.",
    "She was married twice, and facts are triples in a graph.",
    "Our aim is twofold, and we use 10-fold splits.",
    "Replies are rated on a scale where 5 indicates a large improvement.",
    "A rating of 1 means no gain, and 4 denoting better F1 is rare.",
    "We cut memory to the size of one card without a loss of it.",
    "We reorder words to match the order of the source.",
    "Systems learn to match the gold representation.",
    "Who is the best player of the Reds?",
    "Entropy may not be the best quantity to look at.",
    "However, current models still fall behind humans.",
    "Small models often underperform in such areas.",
    "a lag behind actual broadcast time",
    "It gives no extra parameters to the model.",
    "The current state-of-the-art results are achieved by pretraining.",
    "versions (2.0 to 2.7) and Section (3.2)",
    "with an average of 5.36 turns per dialog",
    "WordNet 2.1 contains senses.",
    "We use GPT-4 and Llama 3 70B in all experiments.",
    "In 2019, Task 4 of SemEval 2020 was announced (Miller, 2019).",
    "We set k = 5 and the batch size to 32.",
    "We compare five models on several tasks.",
    "To the best of our knowledge, this is the first such work.",
    "State-of-the-art models struggle with this task.",
    "Recent state-of-the-art methods are slow.",
    "Little work has explored why some parsers perform better than others.",
    "We ask which tagging technique performs best.",
    "We compare with several state-of-the-art systems.",
    "Our goal is to outperform humans.",
    "It is unknown whether they outperform humans.",
    "Can small models outperform large ones?",
    "Existing approaches outperform each other in turn.",
    "Our approach significantly improves the performance.",
    "Tens of thousands of users wrote to us.",
    "The framework is more general.",
    "We evaluate with 10-fold cross validation.",
    "The advantage is twofold: it is small and new.",
    "The difference is significant (p < 0.01).",
    "Sets of comparable size are used as well as others.",
    "We show it in Figure 3 and Table 12.",
    "The corpus covers the late 1800s and 1990-2024.",
    "An image of 1024x1024 pixels is cut in 2D.",
    "She is one of the best.",
    "Competitive baselines are given.",
    "The rest is left to future work.",
    "Our systems took part in Task 3B and Task 1B of it.",
    "We use PaLM 540B, Code Llama - Python 34B and Llama 2 7B.",
    "We worked on Subtasks 1 and 2, Tasks 2, 3 and 4 and rooms 1,2 and 3.",
    "The second half of the data and the third of the parts are new.",
    "We improve on Hou et al. 2014 in various ways.",
    "The intervals (95% CI) and CI: 0.7 to 0.9 say it.",
    "We derive lower and upper bounds.",
    "Metrics are only as good as the data.",
    "It takes advantage of this over time.",
    "They allow new domains without incurring the high cost of annotation.",
    "We look for what is needed in order to surpass neural models.",
    "It is unclear which architectures are the best at it.",
    "We use a rank of 16 for all of the adapters.",
    "We rank low-rank and top-ranked documents by hand.",
    "The first step and the second stage follow, and third comes the parser.",
    "It is regarded as the state of the art in a number of tasks.",
    "This makes better use of the data than we hoped for.",
    "The paper has a twofold purpose.",
    "They do not show any advantage over others.",
    "Several advantages over earlier work are discussed.",
    "It has two stages, (1) training and (2) testing.",
]
TOGETHER = [
    # A difference in the same clause says more than the rank does …
    ("It outperforms GPT-4o by 3 points.", ["delta 3 points [up] [absolute]"]),
    # … a level beside it does not, nor a difference of something else.
    ("It outperforms GPT-4o with 91.2% accuracy.", ["rank outperforms [outperforms]", "score 91.2%"]),
    (
        "It outperforms all others, while saving 30% of time.",
        ["rank outperforms [outperforms]", "delta 30% [down] [unclear]"],
    ),
    # One for each of two data sets is no summary of both.
    ("It gains 3% and 4% on two corpora.", ["delta 3% [up] [unclear]", "delta 4% [up] [unclear]"]),
    ("It beats BERT on 4 out of 5 large and small corpora.", ["rank beats [outperforms] [over 4]", "size 5"]),
    (
        "It ranked first with an AUROC of 0.861, 0.835 and 0.854.",
        ["rank ranked first [place]", "score 0.861", "score 0.835", "score 0.854"],
    ),
    ("Its F1 score is 0.39 for Subtask 1 and 0.28 for Subtask 2.", ["score 0.39", "score 0.28"]),
    # "Over" tells how many it runs over, or that there are more.
    ("It gains an average of 5.1 WER over 15 languages.", ["delta 5.1 [up] [absolute] [averaged] [over 15]"]),
    ("On the 10 languages it gains 5.2% on average.", ["delta 5.2% [up] [unclear] [averaged] [over 10]"]),
    ("It is trained on over 100 languages.", ["size 100 [at_least]"]),
    # What opens the sentence governs it, what follows a claim is said of that one.
    (
        "Tests on three corpora show that it learns while it runs, and outperforms BERT.",
        ["rank outperforms [outperforms] [over 3]"],
    ),
    (
        "It sets a new state of the art on two corpora and gives competitive results on news.",
        ["rank state of the art [sota] [over 2]", "rank competitive [on_par]"],
    ),
    ("It beats BERT on style as well as five other tasks.", ["rank beats [outperforms] [over 6]"]),
    (
        "It keeps 97% of the accuracy on average, and achieves a 600x speed-up.",
        ["ratio 97% [down] [averaged]", "ratio 600x [up]"],
    ),
    (
        "It gains 0.9 points on one and 1.1 points on the other, in terms of task-average score.",
        ["delta 0.9 points [up] [absolute] [averaged]", "delta 1.1 points [up] [absolute] [averaged]"],
    ),
    ("It reaches a macro-averaged F1 of 0.40 and a mean IoU of 61.2.", ["score 0.40", "score 61.2"]),
    ("It beats the average score across all teams by 3%.", ["delta 3% [up] [unclear]"]),
    (
        "Averaged over five seeds, the parser with all of its many features enabled gains 2.4 points.",
        ["delta 2.4 points [up] [absolute] [averaged] [over 5]"],
    ),
    # A mean is of its own number: a second one with an article, a verb or a "with" of its own is none.
    ("It yields an average BLEU of 31.2 and a chrF of 58.4.", ["score 31.2 [averaged]", "score 58.4"]),
    (
        "We see an average accuracy increase of 2.1% and a memory reduction of 40%.",
        ["delta 2.1% [up] [unclear] [averaged]", "delta 40% [down] [unclear]"],
    ),
    ("On clips with an average length of 3 s, it reaches a WER of 5.2%.", ["score 5.2%"]),
    ("On texts averaging 900 words, it reaches a ROUGE-L of 38.1.", ["size 900", "score 38.1"]),
    ("Speedups average 3.1x on the test set.", ["ratio 3.1x [up] [averaged]"]),
    (
        "It improves mAP by 1.2 points on average and runs twice as fast.",
        ["delta 1.2 points [up] [absolute] [averaged]", "ratio twice [up]"],
    ),
    (
        "On average, it improves recall by 4% and reduces latency by 12 ms.",
        ["delta 4% [up] [unclear] [averaged]", "delta 12 ms [down] [absolute] [averaged]"],
    ),
    (
        "It reaches an average recall of 0.71 and an average specificity of 0.66.",
        ["score 0.71 [averaged]", "score 0.66 [averaged]"],
    ),
    ("We reach an average of 65% F-measure with 93% precision.", ["score 65% [averaged]", "score 93% [averaged]"]),
    (
        "It cuts the average latency by 35% and improves accuracy by 2%.",
        ["delta 35% [down] [unclear] [averaged]", "delta 2% [up] [unclear]"],
    ),
    (
        "It gains 2.5 BLEU on average over 20 languages, with gains of up to 5.1 BLEU on Swahili.",
        ["delta 2.5 [up] [absolute] [averaged] [over 20]", "delta 5.1 [up_to] [up] [absolute]"],
    ),
    ("The mean absolute error falls by 14%.", ["delta 14% [down] [unclear]"]),
    # "N of the M data sets" runs over N.
    ("It has the best recall on 7 of the 9 datasets.", ["rank best [sota] [over 7]", "size 9"]),
    ("It beats BERT on eleven out of the twelve tasks.", ["rank beats [outperforms] [over 11]"]),
    ("Its precision is over 70% for two of these three datasets.", ["score 70% [at_least] [over 2]"]),
    (
        "It has 45% and 65% shorter averages on two tasks, respectively.",
        ["delta 45% [down] [unclear]", "delta 65% [down] [unclear]"],
    ),
    ("It beats BERT on both the news dataset and the tweet dataset.", ["rank beats [outperforms]"]),
    ("It stays three points below the average human.", ["delta three points [down] [absolute]"]),
    # A number that tells over how many is no size as well.
    ("It beats BERT on 12 datasets of 3 languages.", ["rank beats [outperforms] [over 12]", "size 3"]),
    (
        "Ours is ranked first, with an F1 of 0.81, an improvement of 2.4 points.",
        ["rank ranked first [place]", "score 0.81", "delta 2.4 points [up] [absolute]"],
    ),
]
AS_IT_COMES = [
    ("OUR MODEL OUTPERFORMS BERT BY 3.2%. IT IS FAST.", ["delta 3.2% [up] [unclear]"]),
    ("IT ACHIEVES STATE-OF-THE-ART RESULTS.", ["rank STATE-OF-THE-ART [sota]"]),
    ("our model beats bert by 3.2%. it has an f1 of 0.81.", ["delta 3.2% [up] [unclear]", "score 0.81"]),
    ("It achieves state-of-the- art results.", ["rank state-of-the- art [sota]"]),
    ("It signiﬁcantly outperforms BERT by 3.2%.", ["delta 3.2% [up] [unclear]"]),
    ("Der Korpus hat 24 000 Wörter und 1,5 Stunden.", ["size 24 000"]),
]
MISSED = [
    ("It improves the recall of A by 3% to 85%.", ["delta 3% [up] [unclear]", "score 85%"]),
    ("Large Transformer models have achieved state-of-the-art results.", ["rank state-of-the-art [sota]"]),
    ("It maintains inference speed compared to the floating-point baseline.", ["rank maintains [on_par]"]),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*SCORES, *DELTAS, *RATIOS, *RANKS, *SHARES_AND_SIZES, *TOGETHER, *AS_IT_COMES],
    ids=lambda v: str(v)[:40],
)
def test_claims_of_a_sentence(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), RATIOS_ALONE)
def test_a_factor_is_no_tie(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_claim_in_a_sentence(text: str) -> None:
    assert told(text) == []


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "expected"), MISSED, ids=lambda v: str(v)[:40])
def test_claims_we_cannot_read_yet(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "First, nothing. Then it reaches 91.3% accuracy."
    (mention,) = find_mentions(text).mentions
    assert text[mention.start : mention.end] == "91.3%"
    assert mention.sentence.of(text) == "Then it reaches 91.3% accuracy."
    assert [span.of(text) for span in mention.captured["metric"]] == ["accuracy"]


def test_places_have_their_number() -> None:
    found = find_mentions("Our runs ranked 2nd and third; we won the shared task.").mentions
    assert [mention.quantity and int(mention.quantity.value or 0) for mention in found] == [2, 1]
